import { createHash } from 'node:crypto';
import type { Report } from '../../model/report';
import { estateOf } from './estate';
import type { Line } from './result';

/** SHA-256 in hexadecimal over a list of strings; no two lists run together. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The finding's fingerprint, in hexadecimal; for a result without findings one over its environment and rule. */
export function lineFingerprint(report: Report, line: Line): string {
  return line.finding?.fingerprint.replace(/^sha256:/, '') ?? digest([estateOf(report), line.result.ruleId]);
}

/**
 * Gives fingerprints for a format that wants each of them once. Two rows for one host have the same, and so has a
 * finding at every hop of a plan; the first keeps its own, a later one is numbered and hashed again.
 */
export function uniqueFingerprints(): (fingerprint: string) => string {
  const seen = new Map<string, number>();
  return (fingerprint) => {
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return count === 1 ? fingerprint : digest([fingerprint, String(count)]);
  };
}
