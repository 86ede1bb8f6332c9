// One thread in which the built bundle runs again and again, as if each time in a process of its own: it is evaluated
// anew, with a `process` that has the arguments, folder, environment and streams of the run. See cli.ts.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const { Readable, Writable } = require('node:stream');
const { Script } = require('node:vm');
const { parentPort, workerData } = require('node:worker_threads');

const { bundle, bin, turn } = workerData;
const names = 'exports, require, module, __filename, __dirname, process';
const script = new Script(`(function (${names}) {${readFileSync(bundle, 'latin1')}\n})`, {
  filename: bundle,
});

parentPort.on('message', ({ port, args, cwd, input, env }) => {
  const answer = (message) => {
    port.postMessage(message);
    port.close();
    Atomics.store(turn, 0, 1);
    Atomics.notify(turn, 0);
  };
  const said = { stdout: [], stderr: [] };
  const ended = (code) => {
    const [stdout, stderr] = [said.stdout, said.stderr].map((chunks) =>
      Buffer.concat(chunks).toString('utf8'),
    );
    answer({ stdout, stderr, code });
  };
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => answer({ crash: String(error?.stack ?? error) }));
  const stream = (into) =>
    new Writable({
      write(chunk, _encoding, done) {
        into.push(chunk);
        done();
      },
    });
  const own = Object.create(process, {
    argv: { value: [process.execPath, bin, ...args] },
    env: { value: env },
    cwd: { value: () => cwd },
    stdin: { value: Readable.from(input.length > 0 ? [Buffer.from(input)] : []) },
    stdout: { value: stream(said.stdout) },
    stderr: { value: stream(said.stderr) },
    once: { value: () => own },
    // main.ts sets it as the last thing it does.
    exitCode: { set: ended },
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle), own);
});
