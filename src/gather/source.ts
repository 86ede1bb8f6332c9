import type { Agent, Inventory, MissingEvidence, SectionName } from '../model/inventory';

/** For a server that is asked. */
export const DEFAULT_TIMEOUT_MS = 30_000;
/** For files: an agent list of 500 MB is read at the pace of a slow disk and processor. */
export const FILE_TIMEOUT_MS = 300_000;

/** How long something may take, and which flag of the command line allows more. */
export interface TimeLimit {
  /** Aborted when the time is up, or before that by Ctrl-C. Its reason says which, in words. */
  signal: AbortSignal;
  /** When that is, as performance.now() counts. */
  endsAt: number;
  flag: string;
}

/** What a source is given while it runs. Nothing may outlive its signal. */
export interface GatherContext extends TimeLimit {
  /** The clock, so that tests can set it. */
  now: () => Date;
  /** One short line of progress, without secrets; shown on stderr. */
  progress: (line: string) => void;
}

/** What a source found. Evidence that was not to be had is left out of `sections` and named in `missing`. */
export interface Gathered {
  sections: Partial<Pick<Inventory, SectionName>>;
  /** Each field that was asked for and not had, and which permission or flag would supply it. One that is not `open`: partial. */
  missing: MissingEvidence[];
  /** Things a person should know although nothing is missing. */
  remarks?: string[];
  /**
   * When the evidence was true, ISO 8601, where that is not now: the time of an export, or of each section. Decides which
   * source is fresher, and whether it is fresh enough.
   */
  asOf?: string | Partial<Record<SectionName, string>>;
  /** Name of the estate that it is about, where it says so. */
  environment?: string;
}

/** One source, ready to be asked. `target` names it without credentials. */
export interface SourceRequest {
  id: string;
  /** As its descriptor names it. */
  kind: string;
  target: string;
  /** The sections that it may write. */
  sections: SectionName[];
  /** Its time limit where --timeout gives none, in milliseconds. */
  timeoutMs?: number;
  /** What would be asked of whom, for --dry-run: one line a step, without secrets. */
  formatSteps: () => string[];
  /** @throws SourceError when nothing was to be had */
  gather: (context: GatherContext) => Promise<Gathered>;
  /** It asks the Agents that all others find, and comes after them: the request, once these are known. */
  follow?: (agents: readonly Agent[]) => SourceRequest;
}

/** A source that failed: one line that says what, where and what to do, free of secrets. */
export class SourceError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SourceError';
  }
}
