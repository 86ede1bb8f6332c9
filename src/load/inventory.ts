import { createHash } from 'node:crypto';
import { withoutContested } from '../engine/scope/contested';
import { rememberPlaceholder, saysNothing } from '../engine/values/placeholders';
import { UserError } from '../model/errors';
import { SECTIONS, type Inventory } from '../model/inventory';
import type { InventoryFacts } from '../model/report';
import { checkDocument } from './document';
import { parseJson } from './json';
import { decodeText } from './text';

/** An inventory as it was read, with what a report says of its file. */
export interface LoadedInventory {
  inventory: Inventory;
  facts: InventoryFacts;
}

/**
 * Reads an inventory from the bytes of a file: UTF-8 or UTF-16, checked against its schema, null taken for
 * absent, and what its sources contradict each other about left out. @throws UserError with every fault: file, pointer, what is wrong, what is allowed
 */
export async function readInventory(bytes: Buffer, file: string): Promise<LoadedInventory> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // Bytes and text are each as large as the file: neither is kept for longer than the next step.
  const inventory = await parseInventory(decodeText(bytes, file), file);
  return { inventory, facts: { file, sha256, collectedAt: inventory.collectedAt } };
}

async function parseInventory(text: string, file: string): Promise<Inventory> {
  const document = await parseJson(text, file, 'inventory');
  await checkDocument(document, 'inventory', file, 'inventory');
  refuseEmpty(document as Inventory, file);
  const inventory = document as Inventory;
  for (const section of SECTIONS) {
    const evidence = inventory[section];
    if (evidence == null) inventory[section] = undefined;
    else forgetNothings(evidence);
  }
  forgetNulls(inventory);
  return withoutContested(inventory);
}

/** An inventory without a single section is evidence for nothing at all: more likely the wrong file. @throws */
function refuseEmpty(inventory: Inventory, file: string): void {
  if (SECTIONS.some((section) => inventory[section] != null)) return;
  throw new UserError(
    'inventory',
    `${file}: has no section, so there is nothing to judge; it needs at least one of ${SECTIONS.join(', ')}`,
  );
}

/** Null means "no evidence", as absence does: make the two one. */
function forgetNulls(value: object): void {
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const field = fields[key];
    if (field === null) fields[key] = undefined;
    else if (key === 'sources' || key === 'missing')
      for (const element of field as object[]) forgetNulls(element);
  }
}

/** What stands in it is quoted from a file, where an empty value is one. */
const QUOTED = 'loggingIni';

/** The same for a section, where a text such as "N/A" is no evidence either. Only what the schema knows is walked. */
function forgetNothings(value: object): void {
  if (Array.isArray(value)) {
    for (const element of value as unknown[])
      if (typeof element === 'object' && element !== null) forgetNothings(element);
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const field = fields[key];
    if (typeof field === 'string') {
      if (saysNothing(key, field)) forgetText(value, key, field);
    } else if (field === null) fields[key] = undefined;
    else if (typeof field === 'object' && !key.startsWith('x-')) {
      if (key === QUOTED) forgetNulls(field as object);
      else forgetNothings(field as object);
    }
  }
}

/** Leaves nothing in the place of a text, and remembers it for whoever asks why nothing is known. */
function forgetText(owner: object, key: string, text: string): void {
  (owner as Record<string, unknown>)[key] = undefined;
  rememberPlaceholder(owner, key, text);
}
