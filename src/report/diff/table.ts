import type { Diff, DiffEntry } from '../../model/diff';
import type { ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { createPainter, type Painter, type Style } from '../text/terminal';
import { wrap } from '../text/wrap';
import { DIFF_HEADINGS, DIFF_KINDS, formatDiffCounts, formatEntry, formatEstate } from './view';

const STYLES = {
  new: 'red',
  changed: 'yellow',
  resolved: 'green',
  unjudged: 'magenta',
  persisting: 'dim',
} as const satisfies Record<keyof Diff['summary'], Style>;

/** For people at a terminal: what is new first; what persists is listed with --verbose only. */
export function formatDiffTable(diff: Diff, options: ReportOptions): string {
  const paint = createPainter(options);
  const width = Math.min(160, Math.max(60, options.width));
  const several =
    new Set([...diff.older.estates, ...diff.newer.estates].map(({ environment }) => environment)).size > 1;
  const lines = [
    paint('bold', escapeControls(`${diff.older.file} → ${diff.newer.file}`)),
    formatDiffCounts(diff),
    ...(['older', 'newer'] as const).flatMap((side) =>
      diff[side].estates.map((estate) => escapeControls(`${side}: ${formatEstate(estate)}`)),
    ),
  ];
  for (const caution of diff.cautions) lines.push(paint('yellow', escapeControls(`caution: ${caution}`)));
  for (const { file, message } of diff.notCompared)
    lines.push(paint('red', escapeControls(`not compared: ${file}: ${message}`)));
  for (const kind of DIFF_KINDS) {
    if (diff[kind].length === 0 || (kind === 'persisting' && !options.verbose)) continue;
    lines.push('', paint(STYLES[kind], `${DIFF_HEADINGS[kind]} (${diff[kind].length})`));
    lines.push(...diff[kind].flatMap((entry) => entryLines(entry, several, paint, width)));
  }
  return `${lines.join('\n')}\n`;
}

function entryLines(entry: DiffEntry, several: boolean, paint: Painter, width: number): string[] {
  const estate = several ? `${entry.environment ?? '?'}: ` : '';
  return [
    `  ${entry.level.padEnd(5)} ${escapeControls(estate)}${paint('bold', escapeControls(entry.ruleId))}`,
    ...wrap(escapeControls(`${entry.subject}: ${formatEntry(entry)}`), width - 8).map(
      (line) => `        ${line}`,
    ),
  ];
}
