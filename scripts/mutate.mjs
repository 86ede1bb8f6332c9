// Mutation of code with StrykerJS: "npm run mutate" for all parts, "npm run mutate -- values keywords" for some. Each part
// is judged by the tests that concern it most, as all of them for each mutant would take weeks; so a score is a lower bound.
import { spawnSync } from 'node:child_process';

const PARTS = {
  values: { of: 'src/engine/values', tests: ['engine/values', 'engine/keywords'] },
  keywords: { of: 'src/engine/keywords', tests: ['engine/keywords', 'rules/fixtures'] },
  findings: { of: 'src/engine/findings', tests: ['engine/findings', 'engine/judge/judge', 'rules/fixtures'] },
  judge: { of: 'src/engine/judge', tests: ['engine/judge', 'rules/fixtures', 'rules/post-fixtures'] },
  verdict: { of: 'src/engine/verdict', tests: ['engine/verdict'] },
  scope: { of: 'src/engine/scope', tests: ['engine/keywords', 'engine/judge/partners', 'rules/fixtures'] },
  compare: { of: 'src/engine/compare', tests: ['engine/compare'] },
  plan: { of: 'src/engine/plan', tests: ['engine/plan', 'rules/steps'] },
  load: { of: 'src/load', tests: ['load', 'rules/fixtures', 'cli/bad-input'] },
  merge: { of: 'src/gather/merge', tests: ['gather/merge'] },
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')}: no such part; parts: ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}
for (const part of chosen.length > 0 ? chosen : Object.keys(PARTS)) {
  const { of, tests } = PARTS[part];
  const env = { ...process.env, MUTATION_TESTS: tests.join(' '), MUTATION_PART: part };
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', `${of}/**/*.ts`], {
    env,
    stdio: 'inherit',
  });
  process.exitCode ||= status ?? 2;
}
