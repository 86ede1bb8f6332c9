// Mutation of code with StrykerJS: "npm run mutate" for all parts, "npm run mutate -- values keywords" for some. Prints the
// mutants that no test notices, and the score of each part.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PARTS = {
  values: 'src/engine/values',
  keywords: 'src/engine/keywords',
  findings: 'src/engine/findings',
  judge: 'src/engine/judge',
  verdict: 'src/engine/verdict',
  scope: 'src/engine/scope',
  compare: 'src/engine/compare',
  plan: 'src/engine/plan',
  load: 'src/load',
  merge: 'src/gather/merge',
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
const globs = chosen.map((part) => `${PARTS[part]}/**/*.ts`);
const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', globs.join(',')], { stdio: 'inherit' });
if (status !== 0) process.exit(2);

const mutants = readMutants();
for (const mutant of mutants.filter(isOf(UNDETECTED))) process.stdout.write(`${describe(mutant)}\n`);
for (const part of chosen)
  printScore(
    part,
    mutants.filter(({ file }) => file.startsWith(`${PARTS[part]}/`)),
  );
if (chosen.length > 1) printScore('all', mutants);

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

/** Static mutants would need everything to be loaded anew, and are not tried. */
function printScore(part, of) {
  const count = (...statuses) => of.filter(isOf(statuses)).length;
  const [detected, undetected] = [count(...DETECTED), count(...UNDETECTED)];
  const tried = detected + undetected;
  const score = ((100 * detected) / tried).toFixed(1);
  process.stdout.write(
    `${part.padEnd(8)} ${score.padStart(5)} %  ${detected} of ${tried} noticed, ${count('Ignored')} static ones not tried\n`,
  );
}
