import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/run';

/** The code blocks of a language on a page of the documentation. */
export function snippets(page: string, language: string): string[] {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(([, named]) => named === language)
    .map(([, , code = '']) => code);
}
