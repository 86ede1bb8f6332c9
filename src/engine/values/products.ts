/** The name of a product with its letters and digits alone, and where in it words begin and end. */
export interface Product {
  letters: string;
  starts: ReadonlySet<number>;
  ends: ReadonlySet<number>;
}

/** A name as long as this does not begin another word by chance. */
const LONG_NAME = 9;

/** A word, also one that begins with a capital within a run: Change and Auditor in ChangeAuditor. */
const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\p{N}+|\p{L}/gu;

/** Reads the name of a product, so that spaces, hyphens and capitals within it do not matter. */
export function parseProduct(text: string): Product {
  const starts = new Set<number>();
  const ends = new Set<number>();
  let letters = '';
  for (const [word] of text.normalize('NFKC').matchAll(WORD)) {
    starts.add(letters.length);
    letters += word.toLowerCase();
    ends.add(letters.length);
  }
  return { letters, starts, ends };
}

/** Whether `name`, in small letters without spaces, stands in it from the beginning of a word on. */
export function namesProduct({ letters, starts, ends }: Product, name: string): boolean {
  for (let at = letters.indexOf(name); at !== -1; at = letters.indexOf(name, at + 1)) {
    if (!starts.has(at)) continue;
    const end = at + name.length;
    // All small letters and no space: nobody can say where "changeauditoragent" has its words.
    const isRun = name.length >= LONG_NAME && ![...starts].some((start) => start > at && start < end);
    if (isRun || ends.has(end)) return true;
  }
  return false;
}
