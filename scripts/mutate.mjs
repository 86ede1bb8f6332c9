// Mutation of code with StrykerJS: "npm run mutate" for all parts, "npm run mutate -- values keywords" for some. Prints the
// mutants that no test notices, and the score of each part.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Where the code of each part is, and the tests that concern it most (not those with "!"): all of them for each mutant would take too long. */
const PARTS = {
  values: { of: 'src/engine/values', tests: ['engine/values', 'engine/keywords', 'rules/fixtures'] },
  keywords: { of: 'src/engine/keywords', tests: ['engine/keywords'] },
  findings: { of: 'src/engine/findings', tests: ['engine/findings', 'engine/judge/judge'] },
  judge: { of: 'src/engine/judge', tests: ['engine/judge', 'rules/fixtures', 'rules/post-fixtures'] },
  verdict: { of: 'src/engine/verdict', tests: ['engine/verdict'] },
  scope: { of: 'src/engine/scope', tests: ['engine/scope'] },
  compare: {
    of: 'src/engine/compare',
    tests: ['engine/compare', 'commands/verify-pair', 'rules/post-fixtures'],
  },
  plan: { of: 'src/engine/plan', tests: ['engine/plan', 'rules/steps'] },
  load: {
    of: 'src/load',
    without: 'src/load/rules/lint',
    tests: ['load', '!load/rules/lint', 'rules/fixtures', 'rules/built-catalogue'],
  },
  lint: { of: 'src/load/rules/lint', tests: ['load/rules/lint'] },
  merge: { of: 'src/gather/merge', tests: ['gather/merge', 'commands/gather'] },
};
const REPORT = '.build/stryker/report.json';
const DETECTED = ['Killed', 'Timeout'];
const UNDETECTED = ['Survived', 'NoCoverage'];

const given = process.argv.slice(2);
const unknown = given.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')}: no such part; parts: ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}
const chosen = given.length > 0 ? given : Object.keys(PARTS);
const mutants = chosen.map(tryPart);
for (const mutant of mutants.flat().filter(isOf(UNDETECTED))) process.stdout.write(`${describe(mutant)}\n`);
chosen.forEach((part, at) => printScore(part, mutants[at]));
if (chosen.length > 1) printScore('all', mutants.flat());

function tryPart(part) {
  const { of, without, tests } = PARTS[part];
  const files = [`${of}/**/*.ts`, ...(without ? [`!${without}/**`] : [])];
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', files.join()], {
    stdio: 'inherit',
    env: { ...process.env, MUTATION_TESTS: tests.join(' ') },
  });
  if (status !== 0) process.exit(2);
  return readMutants();
}

/** The mutants of the last run, each with its file and the code that it replaces. */
function readMutants() {
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8'));
  return Object.entries(files).flatMap(([file, { source, mutants: found }]) =>
    found.map((mutant) => ({ ...mutant, file, original: textAt(source, mutant.location) })),
  );
}

function textAt(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join('\n');
}

function isOf(statuses) {
  return ({ status: found }) => statuses.includes(found);
}

function describe({ file, location: { start }, mutatorName, original, replacement, status: found }) {
  const [before, after] = [original, replacement].map((text) => text.replace(/\s+/g, ' '));
  return `${file}:${start.line}:${start.column} ${found} ${mutatorName}: ${before} -> ${after}`;
}

function printScore(part, of) {
  const count = (...statuses) => of.filter(isOf(statuses)).length;
  const [detected, undetected] = [count(...DETECTED), count(...UNDETECTED)];
  const tried = detected + undetected;
  const score = ((100 * detected) / tried).toFixed(1);
  process.stdout.write(`${part.padEnd(8)} ${score.padStart(5)} %  ${detected} of ${tried} noticed\n`);
}
