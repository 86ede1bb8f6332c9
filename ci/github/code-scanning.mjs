// node code-scanning.mjs REPORT UPLOAD: makes of a SARIF report of tp-doctor one for GitHub code scanning. That opens
// an alert for each result, whatever its kind or suppressions, and closes every alert of a category whose run lacks it.
// So only open findings stay, and an estate that could not be judged is left out: its alerts stay as they are.
import { readFileSync, writeFileSync } from 'node:fs';

// docs.github.com, "SARIF results exceed limits".
const MOST_RUNS = 20;

const [report, upload] = process.argv.slice(2);
const log = JSON.parse(readFileSync(report, 'utf8'));
const isOpen = ({ kind, suppressions }) => kind === 'fail' && (suppressions ?? []).length === 0;
const runs = log.runs
  .filter(({ invocations }) => invocations.every(({ executionSuccessful }) => executionSuccessful))
  .map((run) => ({ ...run, results: run.results.filter(isOpen) }));
if (runs.length > MOST_RUNS)
  console.log(
    `::warning::Nothing was uploaded: code scanning takes ${MOST_RUNS} estates in one upload, and these are ${runs.length}; judge them in several steps`,
  );
else if (runs.length > 0) writeFileSync(upload, JSON.stringify({ ...log, runs }));
