import { TimeLimitError } from '../../time-limit';

/** The code of an answer that was longer than anything sensible. */
export const TOO_MANY_ROWS = 'ETOOMANYROWS';

/** What was known about a session when something in it failed. */
export interface FaultContext {
  signal: AbortSignal;
  /** Error numbers that the server sent during the login. */
  numbers?: readonly number[];
  refusedClearText?: boolean;
  /** The server took the TCP connection. */
  wasConnected?: boolean;
}

/**
 * A failed login or query, by numbers and codes alone. The server's own text is left out: it may repeat what it was
 * sent, and it is not ours to trust. For the same reason the driver's error is not kept as the cause.
 */
export class SqlFault extends Error {
  readonly numbers: readonly number[];
  readonly codes: readonly string[];
  /** Which time was up, where that is why. */
  readonly timeLimit: TimeLimitError | undefined;
  readonly interrupted: boolean;
  readonly refusedClearText: boolean;
  readonly wasConnected: boolean;

  constructor(cause: unknown, context: FaultContext) {
    super('SQL Server');
    this.name = 'SqlFault';
    const { signal, numbers = [] } = context;
    const chain = causesOf(cause);
    this.numbers = [
      ...numbers,
      ...chain.flatMap(({ number }) => (typeof number === 'number' ? [number] : [])),
    ];
    this.codes = chain.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
    this.timeLimit = signal.reason instanceof TimeLimitError ? signal.reason : undefined;
    this.interrupted = signal.aborted && !this.timeLimit;
    this.refusedClearText = context.refusedClearText ?? false;
    this.wasConnected = context.wasConnected ?? false;
  }
}

interface Link {
  code?: unknown;
  number?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** The error and all that it wraps, each once. */
function causesOf(fault: unknown): Link[] {
  const seen = new Set<Link>();
  const visit = (link: unknown): void => {
    if (typeof link !== 'object' || link === null || seen.has(link) || seen.size === 50) return;
    seen.add(link);
    const { cause, errors } = link as Link;
    for (const next of [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])]) visit(next);
  };
  visit(fault);
  return [...seen];
}
