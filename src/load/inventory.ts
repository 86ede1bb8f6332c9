import { createHash } from 'node:crypto';
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
 * absent. @throws UserError with every fault: file, pointer, what is wrong, what is allowed
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
  // The Agents are nearly all of a large file, and it is quicker to search the text for a null than to walk them.
  const isWalkNeeded = text.includes('null', Math.max(0, text.indexOf('"agents":')));
  forgetNulls(inventory, isWalkNeeded ? undefined : 'agents');
  return document as Inventory;
}

/** An inventory without a single section is evidence for nothing at all: more likely the wrong file. @throws */
function refuseEmpty(inventory: Inventory, file: string): void {
  if (SECTIONS.some((section) => inventory[section] != null)) return;
  throw new UserError(
    'inventory',
    `${file}: has no section, so there is nothing to judge; it needs at least one of ${SECTIONS.join(', ')}`,
  );
}

/** Null means "no evidence", as absence does: make the two one. Only what the schema knows is walked. */
function forgetNulls(value: object, leftOut?: string): void {
  if (Array.isArray(value)) {
    for (const element of value)
      if (typeof element === 'object' && element !== null) forgetNulls(element as object);
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const field = fields[key];
    if (field === null) fields[key] = undefined;
    else if (typeof field === 'object' && key !== leftOut && !key.startsWith('x-'))
      forgetNulls(field as object);
  }
}
