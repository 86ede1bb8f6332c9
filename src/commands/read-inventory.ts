import { readBytes, readStream } from '../load/files';
import { readInventory, type LoadedInventory } from '../load/inventory';
import type { Io } from './io';

/** Reads an inventory as it was named on the command line; `-` is standard input. @throws UserError */
export async function readGivenInventory(file: string, io: Io): Promise<LoadedInventory> {
  if (file === '-') return readInventory(await readStream(io.stdin), '(standard input)');
  return readInventory(readBytes(file, io.cwd, 'inventory'), file);
}
