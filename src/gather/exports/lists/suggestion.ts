import { findNearest } from '../../../engine/values/suggestions';
import { quote } from '../quote';

/** The end of a line about an unknown name: the known one that is most like it, where one is near. */
export function formatSuggestion(name: string, known: readonly string[]): string {
  const near = findNearest(name, known);
  return near === undefined ? '' : `; did you mean "${quote(near)}"?`;
}
