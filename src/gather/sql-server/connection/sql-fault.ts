/** The code of an answer that was longer than anything sensible. */
export const TOO_MANY_ROWS = 'ETOOMANYROWS';

/** What was known about a session when something in it failed. */
export interface FaultContext {
  signal: AbortSignal;
  /** Error numbers that the server sent during the login. */
  numbers?: number[];
  refusedClearText?: boolean;
}

/**
 * A failed login or query, by numbers and codes alone. The server's own text is left out: it may repeat what it was
 * sent, and it is not ours to trust. For the same reason the driver's error is not kept as the cause.
 */
export class SqlFault extends Error {
  readonly numbers: readonly number[];
  readonly codes: readonly string[];
  readonly late: boolean;
  readonly interrupted: boolean;
  readonly refusedClearText: boolean;

  constructor(cause: unknown, { signal, numbers = [], refusedClearText = false }: FaultContext) {
    super('SQL Server');
    this.name = 'SqlFault';
    const chain = causesOf(cause);
    this.numbers = [
      ...numbers,
      ...chain.flatMap(({ number }) => (typeof number === 'number' ? [number] : [])),
    ];
    this.codes = chain.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
    this.interrupted = signal.aborted && !isTimeout(signal.reason);
    this.late = signal.aborted || this.codes.includes('ETIMEOUT');
    this.refusedClearText = refusedClearText;
  }
}

interface Link {
  code?: unknown;
  number?: unknown;
  cause?: unknown;
  originalError?: unknown;
  errors?: unknown;
  precedingErrors?: unknown;
}

/** The error and all that it wraps, each once. */
function causesOf(fault: unknown): Link[] {
  const seen = new Set<Link>();
  const visit = (link: unknown): void => {
    if (typeof link !== 'object' || link === null || seen.has(link) || seen.size === 50) return;
    seen.add(link);
    const { cause, originalError, errors, precedingErrors } = link as Link;
    const lists = [errors, precedingErrors].flatMap((list) =>
      Array.isArray(list) ? (list as unknown[]) : [],
    );
    for (const next of [cause, originalError, ...lists]) visit(next);
  };
  visit(fault);
  return [...seen];
}

/** The reason that AbortSignal.timeout gives; by its name, because a DOMException need not be of this realm's Error. */
function isTimeout(reason: unknown): boolean {
  return (reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
}
