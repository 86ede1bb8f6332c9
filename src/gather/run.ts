import type { MissingEvidence, Source } from '../model/inventory';
import { messageOf } from './errors';
import { safeLine } from './redact';
import type { Gathered, SourceRequest, TimeLimit } from './source';
import { DEFAULT_TIMEOUT_MS, SourceError } from './source';
import { createTimeLimit } from './time-limit';

export interface RunOptions {
  /** For each source, in milliseconds; undefined: what the source itself takes for right, else DEFAULT_TIMEOUT_MS. */
  timeoutMs: number | undefined;
  /** For all of them together, in milliseconds. */
  overallTimeoutMs: number;
  now: () => Date;
  /** Aborted by Ctrl-C: what was gathered until then is kept. */
  signal: AbortSignal;
  /** Redacted from every message. */
  secrets: readonly string[];
  progress: (id: string, line: string) => void;
  finished: (entry: Source) => void;
}

/** What became of one source: its entry in the inventory, and what it found (nothing when it failed). */
export interface Outcome {
  request: SourceRequest;
  entry: Source;
  gathered: Gathered;
}

const EMPTY: Gathered = { sections: {}, missing: [] };

/** Runs all sources side by side. Never rejects: a source that fails is an outcome, and stops no other one. */
export async function runSources(
  requests: readonly SourceRequest[],
  options: RunOptions,
): Promise<Outcome[]> {
  const endless = { signal: options.signal, endsAt: Infinity, flag: '' };
  const overall = createTimeLimit(endless, options.overallTimeoutMs, '--overall-timeout');
  try {
    return await Promise.all(requests.map((request) => runSource(request, options, overall)));
  } finally {
    overall.close();
  }
}

async function runSource(request: SourceRequest, options: RunOptions, overall: TimeLimit): Promise<Outcome> {
  const begun = performance.now();
  // Evidence is no younger than this, however long it takes.
  const collectedAt = options.now().toISOString();
  const timeoutMs = options.timeoutMs ?? request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const limit = createTimeLimit(overall, timeoutMs, '--timeout');
  const { signal, endsAt, flag } = limit;
  const { now } = options;
  const progress = (line: string) => options.progress(request.id, safeLine(line, options.secrets));
  let outcome: Outcome;
  try {
    // Not even begun when Ctrl-C came before; and a source that throws at once is a failed one like any other.
    signal.throwIfAborted();
    const work = request.gather({ signal, endsAt, flag, now, progress });
    outcome = completedOutcome(request, await untilAborted(work, signal, timeoutMs), options);
  } catch (error) {
    // What the source has to say of it says more than that the time was up.
    const hasWords = error instanceof SourceError || !signal.aborted;
    outcome = failedOutcome(request, hasWords ? error : signal.reason, options);
  } finally {
    limit.close();
  }
  outcome.entry.collectedAt = collectedAt;
  outcome.entry.durationMs = Math.round(performance.now() - begun);
  options.finished(outcome.entry);
  return outcome;
}

function completedOutcome(request: SourceRequest, gathered: Gathered, options: RunOptions): Outcome {
  const missing = gathered.missing.map(({ path, reason, open }) => ({
    path: path ?? null,
    reason: safeLine(reason ?? 'not known', options.secrets),
    ...(open === true ? { open } : {}),
  }));
  const entry = createEntry(request, options);
  entry.status = statusOf(missing);
  entry.reason = formatReasons(missing);
  entry.sections = Object.keys(gathered.sections);
  if (missing.length > 0) entry.missing = missing;
  if (gathered.remarks?.length) entry.notes = safeLine(gathered.remarks.join('; '), options.secrets);
  return { request, entry, gathered };
}

/** The outcome of a source that supplied nothing; `error` says why. */
export function failedOutcome(
  request: SourceRequest,
  error: unknown,
  options: Pick<RunOptions, 'now' | 'secrets'>,
): Outcome {
  const entry = createEntry(request, options);
  entry.status = 'failed';
  const reason = safeLine(messageOf(error), options.secrets);
  entry.reason = reason;
  entry.sections = [];
  // So that a rule that lacks one of them can say why.
  entry.missing = request.sections.map((name) => ({ path: `/${name}`, reason }));
  return { request, entry, gathered: EMPTY };
}

function createEntry(request: SourceRequest, options: Pick<RunOptions, 'now' | 'secrets'>): Source {
  const { id, kind, target } = request;
  return { id, kind, target: safeLine(target, options.secrets), collectedAt: options.now().toISOString() };
}

/** Complete, where what is missing was not to be had from it. */
export function statusOf(missing: readonly MissingEvidence[]): 'ok' | 'partial' {
  return missing.every(({ open }) => open === true) ? 'ok' : 'partial';
}

/** The first three reasons are enough for a table; the inventory has them all under `missing`. */
export function formatReasons(missing: readonly MissingEvidence[]): string | null {
  const reasons = [...new Set(missing.map(({ reason }) => reason))];
  if (reasons.length === 0) return null;
  const more = reasons.length > 3 ? `; and ${reasons.length - 3} more, see missing` : '';
  return reasons.slice(0, 3).join('; ') + more;
}

/**
 * What `work` gives; after an abort only for a moment longer, in which it may hand over what it has. So a source that
 * ignores its signal still ends on time, and what it does later is nobody's concern.
 */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal, timeoutMs: number): Promise<T> {
  const grace = Math.min(timeoutMs / 20, 1000);
  const closing = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    const end = () => {
      const timer = setTimeout(reject, grace, signal.reason);
      closing.signal.addEventListener('abort', () => clearTimeout(timer));
    };
    signal.addEventListener('abort', end, { once: true, signal: closing.signal });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    closing.abort();
  }
}
