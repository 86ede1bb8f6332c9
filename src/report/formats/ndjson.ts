import type { Report, Result } from '../../model/report';
import type { Reporter } from '../reporter';
import { jsonText } from '../text/json';
import { type Line, linesOf } from '../view/result';

/**
 * One JSON object a line, for log shippers. Every line says `type` and the estate: `run` (one for each report, with
 * the verdict or the error), then `finding` and, for what has none, `result`.
 */
export const formatNdjson: Reporter = (run) =>
  run.reports
    .flatMap(reportLines)
    .map((line) => `${jsonText(line)}\n`)
    .join('');

function reportLines(report: Report): object[] {
  const { results, unjudged, ...head } = report;
  const context = { environment: report.environment, target: report.target, now: report.now };
  return [
    {
      type: 'run',
      ...head,
      results: results.length,
      ...(unjudged ? { unjudged: countFindings(unjudged) } : {}),
    },
    ...linesOf(report).map((line) => (line.finding ? findingLine(line, context) : resultLine(line, context))),
  ];
}

function countFindings(results: readonly Result[]): number {
  return results.flatMap(({ findings }) => findings).length;
}

function findingLine({ result, finding, status }: Line, context: object): object {
  const { ruleId, category, level } = result;
  return { type: 'finding', ...context, ruleId, category, level, status, ...finding };
}

function resultLine({ result, status }: Line, context: object): object {
  const { ruleId, category, level, checked, reason, evidence } = result;
  return { type: 'result', ...context, ruleId, category, level, status, checked, reason, evidence };
}
