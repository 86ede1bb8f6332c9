import type { Diff } from '../model/diff';
import { jsonText } from './json-text';

/** The comparison itself. */
export function diffJson(diff: Diff): string {
  return `${jsonText(diff, 2)}\n`;
}
