// Prints how long tp-doctor takes beside other processes, as ratios of medians of alternated runs. The processes
// of one line are run in turn, so that whatever else the machine does falls on all of them.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { work, writeEstate } from './estate.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const runs = Number(process.env.BENCH_RUNS ?? 15);
const tool = join(here, '../bin/tp-doctor.js');
const spectral = createRequire(import.meta.url).resolve('@stoplight/spectral-cli/dist/index.js');
const sample = join(here, '../fixtures/inventories/contoso-7.3.9.json');
const judged = ['--target', '7.4', '--now', '2026-11-20T22:00:00Z'];
const TEN = [
  'agent-version-accepted',
  'agent-connected',
  'agent-modules-loaded',
  'agent-deployed-everywhere',
  'agent-queue-drained',
  'agent-os-supported',
  'agent-disk-sufficient',
  'agent-dotnet-supported',
  'agent-conflicting-software-absent',
  'agent-lsass-access-free',
].flatMap((id) => ['--only', id]);

/** Runs one process and returns its time in milliseconds and its peak memory in megabytes. */
function measure(args) {
  const rss = join(work, 'rss');
  const started = process.hrtime.bigint();
  const ran = spawnSync(process.execPath, ['-r', join(here, 'rss.cjs'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, BENCH_RSS: rss },
  });
  const time = Number(process.hrtime.bigint() - started) / 1e6;
  if (ran.status === null || ran.status > 1) throw new Error(`${args.join(' ')} failed: ${ran.stderr}`);
  return { time, memory: Number(readFileSync(rss, 'utf8')) / 1024 };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The medians of several processes, run in turn. */
function alternate(...commands) {
  const results = commands.map(() => []);
  for (let run = 0; run < runs; run++) commands.forEach((args, at) => results[at].push(measure(args)));
  return results.map((ran) => ({
    time: median(ran.map((one) => one.time)),
    memory: median(ran.map((one) => one.memory)),
  }));
}

function line(what, ratio, target, atLeast, detail) {
  const isMet = atLeast ? ratio >= target : ratio <= target;
  const wanted = `${atLeast ? '>=' : '<='} ${target}`;
  process.stdout.write(
    `${isMet ? 'met   ' : 'missed'}  ${what.padEnd(58)} ${ratio.toFixed(2).padStart(6)}  ${wanted.padEnd(7)}  ${detail}\n`,
  );
}

const ms = (value) => `${value.toFixed(0)} ms`;
const mb = (value) => `${value.toFixed(0)} MB`;

const large = writeEstate(100_000);
const small = writeEstate(10_000);
process.stdout.write(`Node ${process.version}, medians of ${runs} alternated runs\n\n`);

const [bare, version, check] = alternate(
  ['-e', '0'],
  [tool, '--version'],
  [tool, 'check', sample, ...judged],
);
line('--version / node -e 0', version.time / bare.time, 1.6, false, `${ms(version.time)} / ${ms(bare.time)}`);
line(
  'check of 5 agents / node -e 0',
  check.time / bare.time,
  1.9,
  false,
  `${ms(check.time)} / ${ms(bare.time)}`,
);

const [read, all, tenth] = alternate(
  [join(here, 'read-only.cjs'), large],
  [tool, 'check', large, ...judged],
  [tool, 'check', small, ...judged],
);
line(
  '100,000 agents, all rules / reading and parsing',
  all.time / read.time,
  2.5,
  false,
  `${ms(all.time)} / ${ms(read.time)}`,
);
line('peak memory of the same', all.memory / read.memory, 2, false, `${mb(all.memory)} / ${mb(read.memory)}`);
const perAgent = (time, count) => ((time - check.time) * 1000) / count;
const [many, few] = [perAgent(all.time, 100_000), perAgent(tenth.time, 10_000)];
line(
  'time per agent at 100,000 / at 10,000',
  many / few,
  1.3,
  false,
  `${many.toFixed(1)} us / ${few.toFixed(1)} us`,
);

const [engine, tenChecks] = alternate(
  [join(here, 'json-rules-engine.cjs'), large],
  [tool, 'check', large, ...judged, ...TEN],
);
line(
  'json-rules-engine / tp-doctor, ten checks, 100,000',
  engine.time / tenChecks.time,
  5,
  true,
  `${ms(engine.time)} / ${ms(tenChecks.time)}`,
);
const [lint, same] = alternate(
  [spectral, 'lint', small, '-r', join(here, 'spectral.mjs'), '-f', 'json', '-q'],
  [tool, 'check', small, ...judged, ...TEN],
);
line(
  'Spectral / tp-doctor, ten checks, 10,000',
  lint.time / same.time,
  10,
  true,
  `${ms(lint.time)} / ${ms(same.time)}`,
);
rmSync(work, { recursive: true });
