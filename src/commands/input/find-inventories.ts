import { formatKind, type DocumentKind } from '../../engine/json/document-kind';
import { expandFiles, sniffFile } from '../../load/find/expand';
import { UserError } from '../../model/errors';
import { writeToStderr, type Io } from '../io';

/** What a folder or a pattern holds beside inventories. */
interface Other {
  file: string;
  kind: DocumentKind;
}

const DEFAULT_INVENTORY = 'inventory.json';

/**
 * The inventories that the arguments name; without any, inventory.json. What a folder or a pattern holds beside them is passed
 * over and named on stderr; the sample of `init` is judged where there is nothing else. @throws UserError when there is none
 */
export async function findInventories(given: readonly string[], io: Io): Promise<string[]> {
  const expanded = await Promise.all(
    (given.length > 0 ? given : [findDefault(io)]).map((one) => expandFiles(one, io)),
  );
  const kept: string[] = [];
  const others: Other[] = [];
  for (const { files, isNamed } of expanded)
    for (const file of files) {
      const kind = isNamed ? undefined : sniffFile(file, io.cwd);
      if (kind === undefined || kind === 'inventory') kept.push(file);
      else others.push({ file, kind });
    }
  if (kept.length === 0) kept.push(...takeSamples(others, io));
  for (const { file, kind } of others)
    writeToStderr(io, `tp-doctor: passed over ${formatOther({ file, kind })}`);
  return [...new Set(kept)];
}

function findDefault({ cwd }: Io): string {
  if (sniffFile(DEFAULT_INVENTORY, cwd) !== undefined) return DEFAULT_INVENTORY;
  throw new UserError(
    'usage',
    `an inventory is missing, and there is no ${DEFAULT_INVENTORY} here: name a file, a glob, or - for standard input; "tp-doctor gather" makes one`,
  );
}

/** Takes the samples out of `others`, and says that they are no estate. @throws UserError where there are none */
function takeSamples(others: Other[], io: Io): string[] {
  const samples = others.filter(({ kind }) => kind === 'sample');
  const [first] = others;
  if (samples.length === 0 && first)
    throw new UserError(
      'inventory',
      `no inventory among ${others.length} ${others.length === 1 ? 'file' : 'files'}: ${formatOther(first)}; "tp-doctor gather" makes an inventory`,
    );
  for (const sample of samples) {
    others.splice(others.indexOf(sample), 1);
    writeToStderr(
      io,
      `tp-doctor: ${sample.file}: is the sample of tp-doctor init, not your estate; "tp-doctor gather" makes an inventory of yours`,
    );
  }
  return samples.map(({ file }) => file);
}

function formatOther({ file, kind }: Other): string {
  return `${file}: ${formatKind(kind)}`;
}
