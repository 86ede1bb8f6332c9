import stringWidth from 'string-width';

/**
 * Breaks one line of plain text into lines of at most `width` columns: between words, or within a word that is
 * longer than a line. Wide characters count as terminals show them.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => breakWord(part, width))) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (stringWidth(joined) <= width || line === '') line = joined;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (stringWidth(part + character) > width && part !== '') {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
