import { closest } from 'fastest-levenshtein';
import { quote } from './quote';

/** The end of a line about an unknown name: the known one that is most like it. Empty when there is none at all. */
export function suggest(name: string, known: readonly string[]): string {
  return known.length === 0 ? '' : `; did you mean "${quote(closest(name, known))}"?`;
}
