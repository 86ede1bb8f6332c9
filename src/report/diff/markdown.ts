import type { Diff, DiffEntry, DiffSide } from '../../model/diff';
import { escapeMarkdown, markdownCode, markdownTable } from '../text/markdown';
import { DIFF_HEADINGS, DIFF_KINDS, formatDiffCounts, formatEntry, formatEstate } from './view';

/** For a ticket or a pull request: GitHub-flavoured Markdown, a table for each kind of change. */
export function formatDiffMarkdown(diff: Diff): string {
  const parts = [
    `# Comparison: ${formatDiffCounts(diff)}`,
    '',
    `- Older: ${sideText(diff.older)}`,
    `- Newer: ${sideText(diff.newer)}`,
    ...diff.cautions.map((caution) => `- Caution: ${escapeMarkdown(caution)}`),
    ...diff.notCompared.map(
      ({ file, message }) => `- Not compared: ${escapeMarkdown(`${file}: ${message}`)}`,
    ),
    ...DIFF_KINDS.flatMap((kind) => section(DIFF_HEADINGS[kind], diff[kind])),
  ];
  return `${parts.join('\n')}\n`;
}

function sideText({ file, command, estates }: DiffSide): string {
  const named = estates.map(
    (estate) => `${formatEstate(estate)} for ${estate.target ?? '?'} at ${estate.now}`,
  );
  return `${markdownCode(file)}, ${escapeMarkdown(`${command}: ${named.join('; ')}`)}`;
}

function section(title: string, entries: readonly DiffEntry[]): string[] {
  if (entries.length === 0) return [];
  const rows = entries.map((entry) => [
    escapeMarkdown(entry.environment ?? '?'),
    entry.level,
    markdownCode(entry.ruleId),
    escapeMarkdown(entry.subject),
    escapeMarkdown(formatEntry(entry)),
  ]);
  return [
    '',
    `## ${title} (${entries.length})`,
    '',
    ...markdownTable(['Estate', 'Level', 'Rule', 'Object', 'Finding'], rows),
  ];
}
