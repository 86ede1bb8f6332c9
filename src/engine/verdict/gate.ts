import type { Level, Result } from '../../model/report';

/** What makes a run fail. */
export interface Gate {
  failOn: Level;
  allowUnknown: boolean;
  /** With `--fail-on new`: only findings that the baseline did not have close the gate. */
  onlyNew?: boolean;
}

/** The gate where nobody asks for another. */
export const STRICT: Gate = { failOn: 'fail', allowUnknown: false };

/** Whether a result can close the gate. */
export function isGated({ level }: Result, { failOn }: Gate): boolean {
  return failOn === 'warn' || level === 'fail';
}
