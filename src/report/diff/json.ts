import type { Diff } from '../../model/diff';
import { jsonText } from '../text/json';

/** The comparison itself. */
export function formatDiffJson(diff: Diff): string {
  return `${jsonText(diff, 2)}\n`;
}
