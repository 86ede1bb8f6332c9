import { distance } from 'fastest-levenshtein';

/** The known name nearest to a misspelt one, when it is near enough to be meant. */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase().slice(0, 200);
  let best: { name: string; distance: number } | undefined;
  for (const one of known) {
    const away = distance(wanted, one.toLowerCase());
    if (!best || away < best.distance) best = { name: one, distance: away };
  }
  const limit = Math.max(2, Math.floor(wanted.length / 2));
  return best && best.distance <= limit ? best.name : undefined;
}

/** `; did you mean "version"?`, or nothing. */
export function formatSuggestion(name: string, known: readonly string[]): string {
  const near = findNearest(name, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
