import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBlocks, wordsOf, type Block } from './blocks';
import type { Passage, Passages } from './compare';

export interface Choice {
  fact: string;
  /** Below docs/ of the documentation. */
  page: string;
  /** How the passage begins, in the words of the page. */
  begins: string;
  read: string;
  commit: string | null;
}

/** The passages with this one, in place of the fact's passages on its page that are gone. Throws where it cannot be found, or not told from another. */
export function recordPassage(known: Passages, folder: string, choice: Choice): Passages {
  const { fact, page, read, commit } = choice;
  const blocks = readPage(folder, choice);
  const { heading, sha256 } = findBlock(blocks, choice);
  const isKept = (each: Passage): boolean =>
    each.fact !== fact ||
    each.page !== page ||
    (each.sha256 !== sha256 && blocks.some((block) => block.sha256 === each.sha256));
  const passage = { fact, page, heading, sha256, read, commit };
  return { ...known, passages: sortPassages([...known.passages.filter(isKept), passage]) };
}

function readPage(folder: string, { fact, page }: Choice): Block[] {
  const file = join(folder, 'docs', page);
  if (!existsSync(file)) throw new Error(`${fact}: there is no ${file}`);
  return readBlocks(readFileSync(file, 'utf8'));
}

function findBlock(blocks: readonly Block[], { fact, page, begins }: Choice): Block {
  const start = wordsOf(begins);
  const [first, second] = blocks.filter(({ words }) => words.startsWith(start));
  if (!first) throw new Error(`${fact}: nothing on ${page} begins with "${begins}"`);
  if (second && second.sha256 !== first.sha256) {
    throw new Error(
      `${fact}: more than one passage of ${page} begins with "${begins}": give more of its words`,
    );
  }
  return first;
}

/** By fact, as docs/facts.md has them, then by page. */
export function sortPassages(passages: readonly Passage[]): Passage[] {
  const rank = ({ fact, page, heading, sha256 }: Passage): string =>
    [fact.charAt(0), fact.slice(1).padStart(3, '0'), page, heading, sha256].join('\t');
  return [...passages].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}
