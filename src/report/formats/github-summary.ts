import type { Reporter } from '../reporter';
import { formatShortMarkdown } from './markdown';

// GitHub refuses a step's summary of more than 1 MiB as a whole.
const LIMIT = 1_000_000;

/** The job summary: the Markdown report, with fewer objects for each rule where it would not fit. */
export const formatGithubSummary: Reporter = (run) => {
  for (const rows of [Infinity, 100, 20, 5, 0]) {
    const text = formatShortMarkdown(run, rows);
    if (Buffer.byteLength(text) <= LIMIT) return text;
  }
  return cutAfterLine(formatShortMarkdown(run, 0));
};

function cutAfterLine(text: string): string {
  const cut = Buffer.from(text)
    .subarray(0, LIMIT - 200)
    .toString('utf8');
  return `${cut.slice(0, cut.lastIndexOf('\n'))}\n\n**Cut here: the report is too long for a job summary. See the job's log.**\n`;
}
