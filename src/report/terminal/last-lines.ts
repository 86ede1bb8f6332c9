import type { Report } from '../../model/report';
import { quoteArgument } from '../../engine/values/arguments';
import { type Painter, STATUS_STYLE, VERDICT_STYLE } from '../text/terminal';
import { formatConfiguration, VERDICT_BADGES } from '../view/estate';
import { STATUSES } from '../view/order';
import { formatWaiting } from '../view/questions';
import { withRelaxed } from '../view/relaxed';

/** Where a terminal stops: the configuration, what to do next, and the verdict with its counts. */
export function listLast(report: Report, paint: Painter): string[] {
  const next = findNext(report);
  return [
    formatConfiguration(report) ?? [],
    next === undefined ? [] : `Next: ${next}`,
    formatCoverage(report, paint),
  ].flat();
}

function formatCoverage({ verdict, summary }: Report, paint: Painter): string {
  const { judged, applicable } = summary.coverage;
  const counts = STATUSES.map((status) =>
    summary[status] === 0 ? `0 ${status}` : paint(STATUS_STYLE[status], `${summary[status]} ${status}`),
  ).join(', ');
  const badge = paint(VERDICT_STYLE[verdict], VERDICT_BADGES[verdict]);
  const evidence = `${judged} of ${applicable} applicable rules had evidence`;
  return withRelaxed(`${badge}  ${evidence}: ${counts}${formatWaiting(summary)}`, summary);
}

/** The command that brings a reader on: evidence where that alone closes the gate, else the plan. */
function findNext({ command, verdict, evidence = [], inventory, target }: Report): string | undefined {
  if (command !== 'check' || target === null || verdict === 'error') return undefined;
  const [first] = evidence;
  if (verdict === 'undetermined' && first) return first.command;
  const file = inventory && quoteArgument(inventory.file);
  if (!file) return undefined;
  return verdict === 'not-ready'
    ? `mend what is in the way, gather again, then tp-doctor check ${file} --target ${target}`
    : `tp-doctor plan ${file} --target ${target}`;
}
