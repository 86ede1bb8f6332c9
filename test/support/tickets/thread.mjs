// One thread in which the scripts of docs/tickets run again and again, each time evaluated anew with its own
// arguments, environment and console. See run-script.ts.
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort } from 'node:worker_threads';

let runs = 0;

parentPort.on('message', async ({ script, file, env }) => {
  const said = { out: '', err: '' };
  console.log = (...values) => (said.out += `${format(...values)}\n`);
  console.error = (...values) => (said.err += `${format(...values)}\n`);
  process.argv = [process.execPath, script, file];
  process.env = env;
  process.exitCode = 0;
  try {
    await import(`${pathToFileURL(script).href}?run=${(runs += 1)}`);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  parentPort.postMessage({ ...said, code: process.exitCode });
});
