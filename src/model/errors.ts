/** The documented exit codes (contracts, section 1). */
export const EXIT = { ready: 0, notReady: 1, cannotJudge: 2, undetermined: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What went wrong, as machines read it: `error.code` of a report. */
export type ErrorCode = 'usage' | 'config' | 'inventory' | 'rules' | 'output' | 'internal';

/**
 * Something the user can put right: one line that says what, where, what is allowed and what to do. It ends
 * the command with exit code 2. Further faults of the same input go into `details`, one line each.
 */
export class UserError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UserError';
  }
}
