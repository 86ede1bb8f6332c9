/** Texts as people count: DC2 before DC10. What is the same but for zeros in front stays in its order. */
export function sortNaturally(texts: readonly string[]): string[] {
  const keyed = texts.map((text) => ({
    text,
    key: text.replace(/[0-9]+/g, (digits) => digits.padStart(12, '0')),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ text }) => text);
}
