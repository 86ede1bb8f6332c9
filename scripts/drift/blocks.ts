import { createHash } from 'node:crypto';

/** A paragraph, an item of a list, a row of a table, a heading or a piece of code of a page. */
export interface Block {
  /** Words of the nearest heading above; "" before the first one. */
  heading: string;
  words: string;
  /** SHA-256 of the words. */
  sha256: string;
}

const HEADING = /^ {0,3}#{1,6}\s/;
const FENCE = /^\s*(```|~~~)/;
/** Lines that begin a block though no empty line stands before them. */
const BEGINS = /^\s*([-*+]\s|\d+[.)]\s|\||>|:::|#{1,6}\s)/;
const FRONT_MATTER = /^---\n[^]*?\n---\n/;

/** The blocks of a page of Markdown, in their order, without its front matter. */
export function readBlocks(text: string): Block[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(FRONT_MATTER, '')
    .split('\n');
  let heading = '';
  return splitBlocks(lines).flatMap((lines) => {
    const words = wordsOf(lines.join('\n'));
    if (HEADING.test(lines[0] ?? '')) heading = words;
    return words === '' ? [] : [{ heading, words, sha256: digest(words) }];
  });
}

function splitBlocks(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let open: string[] | undefined;
  let isCode = false;
  for (const line of lines) {
    const isFence = FENCE.test(line);
    if (isCode) open?.push(line);
    else if (line.trim() === '') open = undefined;
    else if (open === undefined || isFence || BEGINS.test(line)) blocks.push((open = [line]));
    else open.push(line);
    if (isFence) isCode = !isCode;
    if ((isFence && !isCode) || HEADING.test(line)) open = undefined;
  }
  return blocks;
}

/** The words alone: line breaks, emphasis, cells, list marks, addresses of links and anchors are no part of what is said. */
export function wordsOf(text: string): string {
  const plain = text.replace(/\]\([^)]*\)/g, ']').replace(/\{#[^}]*\}/g, ' ');
  const unmarked = plain.replace(/^\s*(#{1,6}|[-*+]|\d+[.)])\s+/, '').replace(/<br\s*\/?>/g, ' ');
  const bare = unmarked.replace(/[*_`|>[\]\\]/g, ' ').replace(/(^|\s)[-+:]+(?=\s|$)/g, ' ');
  return bare.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function digest(words: string): string {
  return createHash('sha256').update(words).digest('hex');
}
