import { VERDICTS, type Report, type Result } from '../../src/model/report';
import { FORMATS } from '../../src/report/formats';
import { formatReport, judgeWorld } from './judge-world';
import { Random } from './random';
import { bestAllowed, type Input } from './world';

/** What is wrong with the answer to an input; undefined when everything that must hold does. */
export async function findFault(input: Input): Promise<string | undefined> {
  try {
    const report = await judgeWorld(input.world);
    return (
      findFalseVerdict(input, report) ??
      findFalseExit(report) ??
      (await findChange(input, report)) ??
      (await findSilentFormat(report, input.seed))
    );
  } catch (error) {
    return `crashes: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function findFalseVerdict(input: Input, { verdict }: Report): string | undefined {
  const best = bestAllowed(input);
  if (VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(best)) return undefined;
  return `says ${verdict}, and the best that is allowed is ${best}`;
}

/** 0 stands for ready, and nothing else does. */
function findFalseExit({ verdict, exitCode }: Report): string | undefined {
  const isReady = verdict === 'ready' || verdict === 'ready-with-warnings';
  return isReady === (exitCode === 0) ? undefined : `ends with ${exitCode} for ${verdict}`;
}

/** Another spelling of the same gives the same answer, about the same objects. */
async function findChange({ limit, ready }: Input, report: Report): Promise<string | undefined> {
  if (limit !== 'unchanged') return undefined;
  const [before, after] = [await judgeWorld(ready), report].map(answerOf);
  return before === after ? undefined : `is judged otherwise than before: ${after} instead of ${before}`;
}

function answerOf({ verdict, results }: Report): string {
  const said = ({ ruleId, status, findings }: Result) => [
    ruleId,
    status,
    findings.map(({ fingerprint, message }) => [fingerprint, message]),
  ];
  return JSON.stringify([verdict, results.map(said)]);
}

/** Every format names what stands in the way; one of them, by the seed, is looked at for each sixteenth input. */
async function findSilentFormat(report: Report, seed: number): Promise<string | undefined> {
  if (seed % 16 !== 0) return undefined;
  const format = new Random(seed).pick(FORMATS);
  const text = await formatReport(report, format);
  if (report.error) return text === '' ? `${format} says nothing` : undefined;
  const silent = report.results.find(({ status, ruleId }) => status === 'fail' && !text.includes(ruleId));
  return silent && `${format} does not name ${silent.ruleId}`;
}
