import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../../gather/run';
import { findSameFile } from '../../load/same-file';
import { UserError } from '../../model/errors';
import { FILE_SETTINGS, type GatherSettings } from './options';

/**
 * Refuses a target whose folder is not there, before time is spent on what would be written to it, and one that is read in this
 * run. An inventory that is merged may be replaced: what is written has everything of it (refuseLoss).
 * @throws UserError
 */
export async function checkTarget(
  file: string,
  settings: GatherSettings,
  configuration: string | undefined,
  cwd: string,
): Promise<void> {
  const folder = await stat(path.dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UserError('output', `--output ${file}: the folder does not exist`);
  const target = await stat(file).catch(() => undefined);
  if (target?.isDirectory()) throw new UserError('output', `--output ${file}: is a folder; name a file`);
  // No source looks for JSON in a folder.
  const read = [...listInputs(settings), configuration]
    .filter((input) => input !== undefined)
    .map((input) => ({ file: input, name: input, reads: /(?<![.]json)$/i }));
  const [, same] = findSameFile([{ file, name: file }], read, cwd) ?? [];
  if (same)
    throw new UserError('usage', `--output ${file}: is read in this run, as ${same.name}; name another file`);
}

/** The files that are read, as the settings name them, but for inventories. */
function listInputs(settings: GatherSettings): string[] {
  const given = settings as Readonly<Record<string, string | string[] | undefined>>;
  return FILE_SETTINGS.filter((name) => name !== 'output' && name !== 'merge').flatMap(
    (name) => given[name] ?? [],
  );
}

/** An inventory that could not be merged is not replaced by what lacks it. @throws UserError */
export function refuseLoss(output: string, outcomes: readonly Outcome[], cwd: string): void {
  const failed = outcomes
    .filter(({ request, entry }) => request.kind === 'inventory' && entry.status === 'failed')
    .map(({ request: { target: file }, entry }) => ({ file, name: entry.reason ?? '' }));
  const [, lost] = findSameFile([{ file: output, name: output }], failed, cwd) ?? [];
  if (!lost) return;
  throw new UserError(
    'output',
    `--output ${output}: is an inventory of this run that could not be read, and would be replaced: ${lost.name}; nothing was written`,
  );
}
