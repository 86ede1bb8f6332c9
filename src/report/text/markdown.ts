import { escapeControls } from './control-characters';
import { httpUrl } from './web-address';

/**
 * Text for one line of GitHub-flavoured Markdown, shown as it is: no markup, link, HTML or table cell can come of it.
 * Mentions (@name) and references (#1) are found by GitHub and GitLab after rendering, where a backslash does not
 * help; their sign goes into a code span. Must not stand at the start of a line ("1." would begin a list).
 */
export function escapeMarkdown(text: string): string {
  return escapeControls(text)
    .replace(/[\\`*_[\]<>|~&$!]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
    .replace(/[@#](?=\w)/g, '`$&`');
}

/**
 * A value as a code span. One with `|` becomes text: inside a table that sign splits even a code span, and the
 * backslash that would prevent it is shown outside of one.
 */
export function markdownCode(text: string): string {
  const value = escapeControls(text);
  if (value === '' || value.includes('|')) return escapeMarkdown(text);
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[ `]|[ `]$/.test(value) ? ' ' : '';
  return `${fence}${pad}${value}${pad}${fence}`;
}

/** A link, or the bare title where the address is not http or https. */
export function markdownLink(title: string, url: string): string {
  const page = httpUrl(url);
  return page === null
    ? escapeMarkdown(title)
    : `[${escapeMarkdown(title)}](${page.replaceAll('&', '&amp;')})`;
}

/** A table of ready-made Markdown cells. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
