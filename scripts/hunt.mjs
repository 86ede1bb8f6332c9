// Looks for estates, pairs of before and after, and exports that get a better verdict than they deserve:
// "npm run hunt -- --seconds 600 --seed 7". A third of the time is for each; "--what pairs" gives all of it to pairs.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    inputs: { type: 'string' },
    what: { type: 'string', default: 'both' },
  },
});
const [seconds, seed, inputs] = [values.seconds, values.seed, values.inputs ?? 'Infinity'].map(Number);
if (!(seconds > 0) || !Number.isInteger(seed) || !(inputs > 0)) {
  process.stderr.write('hunt: --seconds and --inputs take a number above 0, --seed a whole number\n');
  process.exit(2);
}
const kinds = values.what === 'both' ? ['estates', 'pairs', 'exports'] : [values.what];
if (!kinds.every((kind) => ['estates', 'pairs', 'exports'].includes(kind))) {
  process.stderr.write('hunt: --what takes estates, pairs, exports or both\n');
  process.exit(2);
}

const bundle = join(root, `.build/hunt-${process.pid}.cjs`);
mkdirSync(join(root, '.build'), { recursive: true });
await build({
  entryPoints: [join(root, 'test/hunt/worker.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'inline',
  logLevel: 'warning',
  // __dirname is that of a folder two below the root, where tests look for fixtures/.
  define: { __dirname: JSON.stringify(join(root, 'test/support/estates')) },
  // As in the build, which says why.
  alias: {
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    'string-width': join(root, 'scripts/string-width.cjs'),
  },
  external: ['tedious', 'systeminformation', '@azure/*'],
  plugins: [
    {
      name: 'compiled-built-in',
      setup(builder) {
        const path = join(root, '.build/built-in-parts.cjs');
        builder.onResolve({ filter: /\/built-in-parts$/ }, () => ({ path }));
      },
    },
  ],
});

const threads = availableParallelism();
const started = Date.now();
const bags = [];
try {
  for (const [at, kind] of kinds.entries()) {
    const until = started + (seconds * 1000 * (at + 1)) / kinds.length;
    bags.push(await huntFor(kind, until));
  }
} finally {
  rmSync(bundle);
}
process.exitCode = bags.every(({ catches }) => catches.length === 0) ? 0 : 1;

async function huntFor(kind, until) {
  const found = await Promise.all(Array.from({ length: threads }, (_, at) => huntOn(at, kind, until)));
  const tried = found.reduce((sum, bag) => sum + bag.tried, 0);
  const catches = found.flatMap((bag) => bag.catches);
  const operations = new Set(found.flatMap((bag) => Object.keys(bag.operations)));
  for (const [what, same] of groupBy(catches, kindOf))
    process.stdout.write(`${same.length} times, seed ${same[0].seed}: ${what}\n`);
  process.stdout.write(
    `${tried} ${kind}, ${operations.size} operations, seed ${seed}: ${catches.length} false answers\n`,
  );
  return { catches };
}

/** Catches of one kind are one line: the first lines of a crash, or what was said. */
function kindOf({ operations: ids, fault }) {
  return `${ids.join(' + ')}: ${fault.split('\n').slice(0, 3).join(' ').slice(0, 400)}`;
}

/** Every thread takes its own share of the seeds. */
function huntOn(at, what, until) {
  const workerData = { seed: seed + at, stride: threads, until, most: inputs / threads, what };
  const worker = new Worker(bundle, { workerData, execArgv: ['--enable-source-maps'] });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
