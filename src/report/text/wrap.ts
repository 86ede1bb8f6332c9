import stringWidth from 'string-width';
import { breakCommands } from './control-characters';

/** Longest text that is shown whole; a field of an inventory may have far more. */
const LONGEST = 4000;

/**
 * Breaks one line of plain text into lines of at most so many columns: between words, or within a word that is
 * longer than a line. Wide characters count as terminals show them. A line that is new is no command to a pipeline either.
 */
export function wrap(text: string, columns: number): string[] {
  // Room for the space that breaks a command.
  const width = text.includes('::') ? columns - 1 : columns;
  const lines: string[] = [];
  let line = '';
  for (const word of clip(text)
    .split(' ')
    .flatMap((part) => breakWord(part, width))) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (stringWidth(joined) <= width || line === '') line = joined;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map(breakCommands);
}

function clip(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}… (${text.length} characters)`;
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
