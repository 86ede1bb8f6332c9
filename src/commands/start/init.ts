import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { targetOf } from '../../engine/plan/routes';
import { CONFIG_FILE } from '../../load/config';
import { builtInData } from '../../load/rules/built-in';
import { formatSampleConfig, sampleInventory } from '../../load/rules/samples';
import { writeWhole } from '../../load/write-file';
import { EXIT, UserError, type ExitCode } from '../../model/errors';
import type { Targets } from '../../model/target';
import { ask, canAsk } from '../input/ask';
import { writeToStderr, type Io } from '../io';

const INVENTORY_FILE = 'inventory.sample.json';

/**
 * Writes a commented configuration and a sample inventory; touches nothing that is there. On a terminal it asks for what the
 * configuration needs; without one it leaves that to be filled in. @throws UserError
 */
export async function init(io: Io): Promise<ExitCode> {
  await refuseExisting([CONFIG_FILE, INVENTORY_FILE], io.cwd);
  const { targets } = builtInData();
  const newest = targets.lines.at(-1)?.line ?? '';
  const environment = canAsk(io) ? await askEnvironment(io) : undefined;
  const target = canAsk(io) ? await askTarget(targets, newest, io) : newest;
  const files = [
    [CONFIG_FILE, formatSampleConfig(target, environment)],
    [INVENTORY_FILE, `${JSON.stringify(sampleInventory(io.now()), null, 2)}\n`],
  ] as const;
  for (const [file, text] of files) {
    await writeWhole(file, io.cwd, text);
    writeToStderr(io, `wrote ${file}`);
  }
  writeToStderr(io, 'next: tp-doctor check . (judges the sample), then tp-doctor gather for your own estate');
  return EXIT.ready;
}

async function refuseExisting(files: readonly string[], cwd: string): Promise<void> {
  for (const file of files) {
    const exists = await lstat(resolve(cwd, file)).then(
      () => true,
      () => false,
    );
    if (exists)
      throw new UserError('output', `${file}: is there already; move it away first, nothing was written`);
  }
}

/** Its domain is what most people call an estate by. */
export function proposeEnvironment({ env }: Pick<Io, 'env'>): string {
  return (env.USERDNSDOMAIN ?? env.USERDOMAIN ?? '').toLowerCase();
}

async function askEnvironment(io: Io): Promise<string | undefined> {
  const name = await ask('Name of this estate', proposeEnvironment(io), io);
  return name === '' ? undefined : name.slice(0, LONGEST_NAME);
}

/** As the schema of the configuration has it. */
const LONGEST_NAME = 200;

async function askTarget(targets: Targets, newest: string, io: Io): Promise<string> {
  for (;;) {
    const version = await ask('Version to upgrade to', newest, io);
    if (targetOf(targets, version)) return version;
    const lines = targets.lines.map(({ line }) => line).join(', ');
    writeToStderr(io, `"${version}" is not a known target; allowed: ${lines}, or a full build`);
  }
}
