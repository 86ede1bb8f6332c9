import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBlocks, type Block } from './blocks';
import { filesOf, type Reference } from './references';

/** A passage of the vendor's documentation that a fact rests on: one block of a page, whose text is not kept. */
export interface Passage {
  /** The fact's number in docs/facts.md. */
  fact: string;
  /** Below docs/ of the documentation, for example threatprevention/8.1/install/upgrade/overview.md. */
  page: string;
  /** Words of the heading over the passage; "" for what stands before the first one. */
  heading: string;
  /** SHA-256 of the passage's words. */
  sha256: string;
  /** The day it was read, YYYY-MM-DD. */
  read: string;
  /** Commit of the documentation that was read, where it was known. */
  commit: string | null;
}

export interface Passages {
  /** Version folders that were there, by product. */
  versions: Record<string, string[]>;
  passages: Passage[];
  /** Facts with a page but without a passage, each with the reason. */
  unread: Record<string, string>;
}

type Pages = ReadonlyMap<string, readonly Block[]>;

/**
 * What is no longer as it was read, a line each: passages in their order, pages that references lead to, new versions.
 * Throws where a folder of the documentation cannot be read.
 */
export function compareDrift(known: Passages, references: readonly Reference[], folder: string): string[] {
  const roots = new Set([...known.passages, ...references].map(({ page }) => rootOf(page)));
  const pages = readPages(folder, [...roots].sort());
  const held = findHolders(pages);
  return [
    ...known.passages.flatMap((passage) => describePassage(passage, pages.get(passage.page), held)),
    ...references.filter((one) => !isThere(one, pages)).map(({ user, page }) => `${user}: no page ${page}`),
    ...newVersions(known.versions, folder),
  ];
}

function describePassage(passage: Passage, blocks: readonly Block[] | undefined, held: Holders): string[] {
  const { fact, page, heading, sha256, read } = passage;
  if (blocks?.some((block) => block.sha256 === sha256)) return [];
  const elsewhere = held.get(`${versionOf(page)} ${sha256}`);
  if (elsewhere !== undefined) return [`${fact}: moved from ${page} to ${elsewhere}`];
  if (!blocks) return [`${fact}: no page ${page}`];
  const isHeaded = heading === '' || blocks.some((block) => block.heading === heading);
  const place = isHeaded ? `changed under "${heading}"` : `vanished with its heading "${heading}"`;
  return [`${fact}: ${place} of ${page} (read ${read})`];
}

function isThere({ page }: Reference, pages: Pages): boolean {
  return filesOf(page).some((file) => pages.has(file));
}

type Holders = ReadonlyMap<string, string>;

/** The page that has a passage, by version folder and fingerprint. Versions say much the same: the same words in another one are not the passage. */
function findHolders(pages: Pages): Holders {
  const held = new Map<string, string>();
  for (const [page, blocks] of pages) {
    for (const { sha256 } of blocks) held.set(`${versionOf(page)} ${sha256}`, page);
  }
  return held;
}

function versionOf(page: string): string {
  return page.split('/').slice(0, 2).join('/');
}

function rootOf(page: string): string {
  return page.split('/')[0] === 'kb' ? versionOf(page) : (page.split('/')[0] ?? '');
}

/** The folders of each product whose name begins with a digit and was not there. */
function newVersions(versions: Passages['versions'], folder: string): string[] {
  return Object.entries(versions).flatMap(([product, known]) =>
    listVersions(folder, product)
      .filter((name) => !known.includes(name))
      .map((name) => `new version folder ${product}/${name}`),
  );
}

function listVersions(folder: string, product: string): string[] {
  const entries = readdirSync(join(folder, 'docs', product), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && /^\d/.test(entry.name));
  return folders.map(({ name }) => name).sort();
}

function readPages(folder: string, roots: readonly string[]): Map<string, Block[]> {
  const pages = new Map<string, Block[]>();
  for (const root of roots) {
    const names = readdirSync(join(folder, 'docs', root), { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names.filter((file) => /\.mdx?$/.test(file))) {
      const page = `${root}/${name.replaceAll('\\', '/')}`;
      pages.set(page, readBlocks(readFileSync(join(folder, 'docs', page), 'utf8')));
    }
  }
  return pages;
}
