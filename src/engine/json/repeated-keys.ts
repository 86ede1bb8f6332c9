const [QUOTE, BACKSLASH, SPACE] = [0x22, 0x5c, 0x20];

/**
 * What is wrong with a JSON text in which a name stands twice in one object, so that one of the two values disappears;
 * `document` is what it was parsed to. Counting the names of both is much quicker than reading the text again, which is
 * done only where the counts differ.
 */
export function formatRepeatedKey(text: string, document: unknown): string | undefined {
  return countNames(text) === countKeys(document) ? undefined : findRepeatedKey(text);
}

/** At least as many as there are names: a text that ends or begins at a colon may be counted as well. */
function countNames(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) <= SPACE) before--;
    if (text.charCodeAt(before) === QUOTE && !isEscaped(text, before)) count++;
  }
  return count;
}

function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text.charCodeAt(from - 1) === BACKSLASH) from--;
  return (at - from) % 2 === 1;
}

/** The names of all objects in a document; not by recursion, as it may be nested deeply. */
function countKeys(document: unknown): number {
  const rest: object[] = [];
  const add = (value: unknown) => {
    if (typeof value === 'object' && value !== null) rest.push(value);
  };
  let count = 0;
  add(document);
  for (let value = rest.pop(); value; value = rest.pop()) {
    if (Array.isArray(value)) value.forEach(add);
    else
      for (const key in value) {
        count++;
        add((value as Record<string, unknown>)[key]);
      }
  }
  return count;
}

/** Texts, signs and comments of JSON. */
const TOKENS = /"(?:[^"\\]+|\\.)*"|[{}[\]:]|\/\/[^\n]*|\/\*[^]*?\*\//g;

function findRepeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  let last: RegExpExecArray | undefined;
  for (const token of text.matchAll(TOKENS)) {
    const [sign] = token;
    if (sign === '{' || sign === '[') open.push(new Set());
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ':' && last) {
      const name = JSON.parse(last[0]) as string;
      const names = open.at(-1);
      if (names?.has(name)) return formatFault(text, last.index, last[0]);
      names?.add(name);
    }
    if (sign.startsWith('"')) last = token;
  }
  return undefined;
}

function formatFault(text: string, index: number, name: string): string {
  const before = text.slice(0, index);
  const column = index - before.lastIndexOf('\n');
  return `line ${before.split('\n').length}, column ${column}: ${name} stands twice in one object; keep one of them`;
}
