import { createHash } from 'node:crypto';
import type { Inventory } from '../model/inventory';
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
  const document = await parseJson(decodeText(bytes, file), file, 'inventory');
  await checkDocument(document, 'inventory', file, 'inventory');
  const inventory = document as Inventory;
  forgetNulls(inventory);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { inventory, facts: { file, sha256, collectedAt: inventory.collectedAt } };
}

/** Null means "no evidence", as absence does: make the two one. Only what the schema knows is walked. */
function forgetNulls(value: object): void {
  if (Array.isArray(value)) {
    for (const element of value)
      if (typeof element === 'object' && element !== null) forgetNulls(element as object);
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const field = fields[key];
    if (field === null) fields[key] = undefined;
    else if (typeof field === 'object' && !key.startsWith('x-')) forgetNulls(field as object);
  }
}
