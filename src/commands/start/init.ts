import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SAMPLE_CONFIG, sampleInventory } from '../load/rules/samples';
import { CONFIG_FILE } from '../load/config';
import { writeWhole } from '../load/write-file';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import { writeToStderr, type Io } from './io';

const INVENTORY_FILE = 'inventory.sample.json';

/** Writes a commented configuration and a sample inventory; touches nothing that is there. @throws UserError */
export async function init(io: Io): Promise<ExitCode> {
  const files = [
    [CONFIG_FILE, SAMPLE_CONFIG],
    [INVENTORY_FILE, `${JSON.stringify(sampleInventory(io.now()), null, 2)}\n`],
  ] as const;
  for (const [file] of files) {
    const exists = await lstat(resolve(io.cwd, file)).then(
      () => true,
      () => false,
    );
    if (exists)
      throw new UserError('output', `${file}: is there already; move it away first, nothing was written`);
  }
  for (const [file, text] of files) {
    await writeWhole(file, io.cwd, text);
    writeToStderr(io, `wrote ${file}`);
  }
  writeToStderr(io, `next: tp-doctor check ${INVENTORY_FILE} --target 7.4`);
  return EXIT.ready;
}
