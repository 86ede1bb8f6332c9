import type { Source } from '../../model/inventory';
import { escapeControls } from '../../report/text/control-characters';
import { writeToStderr, type Io } from '../io';

type Terminal = Io['stderr'];

export interface Progress {
  progress: (id: string, line: string) => void;
  finished: (entry: Source) => void;
  close: () => void;
}

const CLEAR_LINE = '\r\x1b[2K';

/** Progress on stderr: one live line on a terminal, plain lines in a pipe or a log. */
export function createProgress(ids: readonly string[], stderr: Terminal): Progress {
  return stderr.isTTY ? liveLine(ids, stderr) : plainLines(stderr);
}

function plainLines(stderr: Terminal): Progress {
  return {
    progress: (id, line) => writeToStderr({ stderr }, `gather: ${id}: ${line}`),
    finished: (entry) => writeToStderr({ stderr }, `gather: ${formatFinished(entry)}`),
    close: () => undefined,
  };
}

function liveLine(ids: readonly string[], stderr: Terminal): Progress {
  const pending = new Map(ids.map((id) => [id, '…']));
  const draw = () => {
    const text = [...pending].map(([id, state]) => `${id} ${state}`).join(' | ');
    stderr.write(`${CLEAR_LINE}${escapeControls(text).slice(0, (stderr.columns ?? 80) - 1)}`);
  };
  draw();
  return {
    progress: (id, line) => {
      pending.set(id, line);
      draw();
    },
    finished: (entry) => {
      pending.delete(entry.id);
      stderr.write(CLEAR_LINE);
      writeToStderr({ stderr }, formatFinished(entry));
      draw();
    },
    close: () => void stderr.write(CLEAR_LINE),
  };
}

function formatFinished(entry: Source): string {
  return `${entry.id}: ${entry.status} after ${seconds(entry)}`;
}

/** The closing table: every source with what became of it, and why. The reason comes last and is never cut. */
export function formatSourceTable(entries: readonly Source[]): string {
  const head = ['SOURCE', 'STATUS', 'TIME', 'SECTIONS', 'REASON'];
  const rows = entries.map((entry) => [
    entry.id,
    entry.status ?? '',
    seconds(entry),
    entry.sections?.join(', ') || '-',
    entry.reason ?? entry.notes ?? '',
  ]);
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return table.map((row) => `${escapeControls(line(row).trimEnd())}\n`).join('');
}

function seconds(entry: Source): string {
  return `${((entry.durationMs ?? 0) / 1000).toFixed(1)} s`;
}
