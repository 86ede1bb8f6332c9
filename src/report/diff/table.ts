import type { Diff, DiffEntry } from '../../model/diff';
import { DIFF_KINDS, DIFF_WORDS, sayDiff, sayEntry } from './view';
import { plain } from '../text/control-characters';
import type { ReportOptions } from '../reporter';
import { painter, type Painter, type Style } from '../text/terminal';
import { wrap } from '../text/wrap';

const STYLES = {
  new: 'red',
  changed: 'yellow',
  resolved: 'green',
  unjudged: 'magenta',
  persisting: 'dim',
} as const satisfies Record<keyof Diff['summary'], Style>;

/** For people at a terminal: what is new first; what persists is listed with --verbose only. */
export function diffTable(diff: Diff, options: ReportOptions): string {
  const paint = painter(options);
  const width = Math.min(160, Math.max(60, options.width));
  const several =
    new Set([...diff.older.estates, ...diff.newer.estates].map((one) => one.environment)).size > 1;
  const lines = [paint('bold', plain(`${diff.older.file} → ${diff.newer.file}`)), sayDiff(diff)];
  for (const { file, message } of diff.notCompared)
    lines.push(paint('red', plain(`not compared: ${file}: ${message}`)));
  for (const kind of DIFF_KINDS) {
    if (diff[kind].length === 0 || (kind === 'persisting' && !options.verbose)) continue;
    lines.push('', paint(STYLES[kind], `${DIFF_WORDS[kind]} (${diff[kind].length})`));
    lines.push(...diff[kind].flatMap((entry) => showEntry(entry, several, paint, width)));
  }
  return `${lines.join('\n')}\n`;
}

function showEntry(entry: DiffEntry, several: boolean, paint: Painter, width: number): string[] {
  const estate = several ? `${entry.environment ?? '?'}: ` : '';
  return [
    `  ${entry.level.padEnd(5)} ${plain(estate)}${paint('bold', plain(entry.ruleId))}`,
    ...wrap(plain(`${entry.subject}: ${sayEntry(entry)}`), width - 8).map((line) => `        ${line}`),
  ];
}
