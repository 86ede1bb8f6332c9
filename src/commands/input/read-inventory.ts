import { formatKind } from '../../engine/json/document-kind';
import { readBytes, readStream } from '../../load/files';
import { sniffFile } from '../../load/find/expand';
import { readInventory, type LoadedInventory } from '../../load/inventory';
import { UserError } from '../../model/errors';
import type { Io } from '../io';

/** Reads an inventory as it was named on the command line; `-` is standard input. @throws UserError */
export async function readGivenInventory(file: string, io: Io): Promise<LoadedInventory> {
  if (file === '-') return readInventory(await readStream(io.stdin), '(standard input)');
  try {
    return await readInventory(readBytes(file, io.cwd, 'inventory'), file);
  } catch (error) {
    const other = await describeOther(file, io);
    throw other === undefined ? error : new UserError('inventory', `${file}: ${other}`, [], { cause: error });
  }
}

/** What a file is that is no inventory, and what takes it; undefined where it should be one, or nobody knows. */
async function describeOther(file: string, { cwd, signal }: Io): Promise<string | undefined> {
  const kind = sniffFile(file, cwd);
  if (kind === 'inventory' || kind === 'sample') return undefined;
  if (kind !== undefined && kind !== 'list') return formatKind(kind, 'an inventory');
  const { describeExport } = await import('./describe-export');
  return describeExport(file, cwd, signal);
}
