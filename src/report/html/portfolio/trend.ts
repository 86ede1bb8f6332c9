import { type Report, type Result, VERDICTS } from '../../../model/report';
import { VERDICT_BADGES } from '../../view/estate';
import { groupBy } from '../../view/group-by';
import { STATUSES } from '../../view/order';
import { viewOf } from '../../view/result';
import { countVerdicts } from '../../view/verdict-counts';
import { formatCount, formatNumber, formatTime, html, type Markup } from '../markup/markup';
import { stackTable } from '../markup/tables';
import { badge } from '../sections/results';
import { nameEstates, type Estate } from './estates';

/** What is new since the run before, the worst first; then how the counts have moved. */
export function trendCard(estates: readonly Estate[], baseline: readonly Report[]): Markup {
  const times = baseline.map(({ now }) => now).toSorted();
  return html`<section class="card trend">
    <h2>New since ${times.length > 0 ? formatTime(times.at(-1) ?? '') : 'last time'}</h2>
    ${newRules(estates, baseline)} ${movedEstates(estates, baseline)} ${countTable(estates, baseline)}
  </section>`;
}

interface Fresh {
  result: Result;
  objects: number;
  estates: Estate[];
}

function newRules(estates: readonly Estate[], baseline: readonly Report[]): Markup {
  const known = new Set(baseline.map(({ environment }) => environment));
  const fresh = listFresh(estates.filter(({ report }) => known.has(report.environment)));
  if (fresh.length === 0) return html`<p>No finding is new in an estate that was there before.</p>`;
  return stackTable(
    ['Rule', 'Status', 'New objects', 'Estates'],
    fresh.map(({ result, objects, estates: which }) => [
      html`${which.length === 1 ? viewOf(result).heading : result.title}<small
          ><code>${result.ruleId}</code></small
        >`,
      badge(result.status),
      formatNumber(objects),
      nameEstates(which),
    ]),
  );
}

function listFresh(estates: readonly Estate[]): Fresh[] {
  const byKey = new Map<string, Fresh>();
  for (const estate of estates)
    for (const result of estate.report.results) {
      const objects = result.findings.filter(({ baseline, waiver }) => baseline === 'new' && !waiver).length;
      if (objects === 0) continue;
      const key = `${result.status} ${result.ruleId}`;
      const fresh = byKey.get(key) ?? { result, objects: 0, estates: [] };
      byKey.set(key, fresh);
      fresh.objects += objects;
      fresh.estates.push(estate);
    }
  const place = ({ result: { status } }: Fresh) => STATUSES.indexOf(status);
  return [...byKey.values()].sort((a, b) => place(a) - place(b) || b.estates.length - a.estates.length);
}

/** Estates whose verdict is another one, or that were not there: one line for each way, the worst first. */
function movedEstates(estates: readonly Estate[], baseline: readonly Report[]): Markup | null {
  const before = new Map(baseline.map(({ environment, verdict }) => [environment, verdict]));
  const moved = estates.filter(({ report }) => before.get(report.environment) !== report.verdict);
  const ways = groupBy(moved, ({ report }) => {
    const was = before.get(report.environment);
    const is = VERDICT_BADGES[report.verdict];
    return was === undefined ? `Not in the run before: ${is}` : `${VERDICT_BADGES[was]} → ${is}`;
  });
  if (ways.size === 0) return null;
  return html`<h3>Estates with another verdict</h3>
    ${stackTable(
      ['Verdict', 'Estates', 'Which'],
      [...ways].map(([way, which]) => [way, formatNumber(which.length), nameEstates(which)]),
    )}`;
}

function countTable(estates: readonly Estate[], baseline: readonly Report[]): Markup {
  const sides: (readonly Report[])[] = [baseline, estates.map(({ report }) => report)];
  const verdicts = sides.map((side) => new Map(countVerdicts(side)));
  const findings = sides.map((side) => side.reduce((sum, { summary }) => sum + summary.fail, 0));
  const rows = [
    ...VERDICTS.map((verdict) => [
      VERDICT_BADGES[verdict],
      ...verdicts.map((side) => side.get(verdict) ?? 0),
    ]),
    ['Rules that failed, in all estates', ...findings],
  ];
  return html`<h3>Before and now</h3>
    ${stackTable(
      ['Count', 'Before', 'Now', 'Change'],
      rows.map(([name = '', was, is]) => [
        name,
        formatNumber(Number(was)),
        formatNumber(Number(is)),
        formatChange(Number(is) - Number(was)),
      ]),
    )}
    <p class="quiet">
      ${formatCount(baseline.length, 'estate')} before, ${formatNumber(estates.length)} now.
    </p>`;
}

function formatChange(change: number): string {
  if (change === 0) return '–';
  return `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))}`;
}
