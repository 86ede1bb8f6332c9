// One thread in which the built tool runs again and again, as if each time in a process of its own: with a `process` that has
// the arguments, folder, environment and streams of the run. The bundle runs when it is evaluated, once. See run.ts.
const { Readable, Writable } = require('node:stream');
const { parentPort, workerData } = require('node:worker_threads');

const { bin, turn } = workerData;
const real = process;
let main;

const writable = (chunks) =>
  new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });

/** A process in which `end` is called with the exit code, the last thing that main.ts sets. */
function createProcess({ args, cwd, input, env }, { stdout, stderr }, end) {
  const own = Object.create(real, {
    argv: { value: [real.execPath, bin, ...args] },
    env: { value: env },
    cwd: { value: () => cwd },
    stdin: { value: Readable.from(input.length > 0 ? [Buffer.from(input)] : []) },
    stdout: { value: writable(stdout) },
    stderr: { value: writable(stderr) },
    on: { value: () => own },
    once: { value: () => own },
    exitCode: { set: end },
  });
  return own;
}

parentPort.on('message', ({ port, ...given }) => {
  const answer = (message) => {
    port.postMessage(message);
    port.close();
    Atomics.store(turn, 0, 1);
    Atomics.notify(turn, 0);
  };
  real.removeAllListeners('uncaughtException');
  real.on('uncaughtException', (error) => answer({ crash: String(error?.stack ?? error) }));
  const chunks = { stdout: [], stderr: [] };
  const textOf = (name) => Buffer.concat(chunks[name]).toString('utf8');
  const end = (code) => answer({ stdout: textOf('stdout'), stderr: textOf('stderr'), code });
  Object.defineProperty(globalThis, 'process', {
    value: createProcess(given, chunks, end),
    configurable: true,
    writable: true,
  });
  // What goes wrong in it is an unhandled rejection, as in a process of its own.
  if (main) void main();
  else ({ main } = require(bin));
});
