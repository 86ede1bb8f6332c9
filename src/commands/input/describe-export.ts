import { resolve } from 'node:path';
import { EXPORT_NAMES, recogniseExport } from '../../gather/exports/recognise';

/** What an export is that was given for an inventory, and which option of gather reads it; undefined for what is none. */
export async function describeExport(
  file: string,
  cwd: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const option = await recogniseExport(resolve(cwd, file), signal).catch(() => undefined);
  if (option === undefined) return undefined;
  return `is ${EXPORT_NAMES[option]}, and an inventory is expected; tp-doctor gather --${option} reads it`;
}
