/** As long as a path of Windows usually may be. */
const LONGEST = 260;

/** Text from outside as it may stand in a line for people: no control or direction characters, at most `longest` characters. */
export function quote(text: string, longest = LONGEST): string {
  const clean = text
    .slice(0, 4 * longest)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** A list of names for people: the first ones, each quoted, and how many more there are. */
export function quoteList(names: readonly string[], most = 40): string {
  const shown = names.slice(0, most).map((name) => `"${quote(name, 40)}"`);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
