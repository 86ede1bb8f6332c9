import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factTable } from './fact-table';
import { inventoryTypes } from './inventory-types';
import { manPage } from './man-page';
import { neededFields } from './needed-fields';
import { sourcesSchema, withSourceTable } from './source-documents';

/** A file that is made from others. */
export interface GeneratedFile {
  /** Below the root of the repository. */
  path: string;
  /** Its text; `root` is where it may read what stays of it. */
  create: (root: string) => string | Promise<string>;
  /** Prettier lays it out. */
  isFormatted: boolean;
}

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'src/model/inventory.ts', create: inventoryTypes, isFormatted: true },
  { path: 'src/model/needed-fields.ts', create: neededFields, isFormatted: true },
  { path: 'man/tp-doctor.1', create: manPage, isFormatted: false },
  { path: 'docs/facts.md', create: factTable, isFormatted: true },
  { path: 'docs/gather.md', create: withTable, isFormatted: false },
  { path: 'rules/config.schema.json', create: withSources, isFormatted: true },
];

function withTable(root: string): string {
  return withSourceTable(readFileSync(join(root, 'docs/gather.md'), 'utf8'));
}

function withSources(root: string): string {
  const schema = JSON.parse(readFileSync(join(root, 'rules/config.schema.json'), 'utf8')) as Config;
  schema.properties.sources = sourcesSchema();
  return JSON.stringify(schema, null, 2);
}

interface Config {
  properties: { sources: object };
}
