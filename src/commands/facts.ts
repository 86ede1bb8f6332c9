import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatCommand } from '../engine/verdict/evidence';
import { listOpenFacts, type OpenFact } from '../engine/verdict/open-facts';
import { describeField } from '../load/rules/facts-schema';
import { findDescriptor, writeWhole } from '../load/write-file';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import { SECTIONS } from '../model/inventory';
import { judgeLoaded, prepareCheck } from './check/check';
import { findInventories } from './input/find-inventories';
import { readGivenInventory } from './input/read-inventory';
import { writeToStderr, type Io } from './io';
import type { FactsOptions } from './options';

/** Writes what an inventory lacks and a person can supply, as a file to fill in for --facts of gather. @throws UserError */
export async function facts(options: FactsOptions, io: Io): Promise<ExitCode> {
  const { output } = options;
  if (output !== undefined) refuseExisting(output, io.cwd);
  const [file = '', second] = await findInventories(
    options.inventory === undefined ? [] : [options.inventory],
    io,
  );
  if (second !== undefined)
    throw new UserError(
      'usage',
      `facts: asks about one estate, and ${file} and ${second} are two; name one of them`,
    );
  const judgement = await prepareCheck({ ...options, inventory: [file] }, io);
  const loaded = await readGivenInventory(file, io);
  const { results } = judgeLoaded(loaded, judgement);
  const { hints, questions } = judgement.catalogue;
  const open = listOpenFacts(results, hints, questions);
  const text = `${JSON.stringify(createFacts(open), null, 2)}\n`;
  if (output === undefined || findDescriptor(resolve(io.cwd, output)) === 1) io.stdout.write(text);
  else await writeWhole(output, io.cwd, text);
  const known = { inventory: loaded.inventory, file, target: judgement.target.version };
  const next = formatCommand({ arguments: `--facts ${output ?? 'facts.json'}` }, known);
  writeToStderr(
    io,
    `${formatCount(open.length)}${open.length === 0 ? '' : `; answer what you know, leave the rest null, then: ${next}`}`,
  );
  return EXIT.ready;
}

/** Somebody may have filled it in. @throws UserError */
function refuseExisting(file: string, cwd: string): void {
  if (findDescriptor(resolve(cwd, file)) !== undefined) return;
  if (lstatSync(resolve(cwd, file), { throwIfNoEntry: false }) === undefined) return;
  throw new UserError(
    'output',
    `--output ${file}: is there already, perhaps with answers; name another file`,
  );
}

function formatCount(count: number): string {
  if (count === 0) return 'facts: nothing is open that a person can supply';
  return `facts: ${count === 1 ? '1 value is' : `${count} values are`} open`;
}

/** A merge patch in which each open value is null, with what is asked of it before it. */
function createFacts(open: readonly OpenFact[]): object {
  const document: Record<string, unknown> = { $schema: 'https://tp-doctor.dev/schema/facts.schema.json' };
  const order = (pointer: string) => SECTIONS.findIndex((name) => pointer.split('/')[1] === name);
  for (const { pointer, ...asked } of [...open].sort((a, b) => order(a.pointer) - order(b.pointer))) {
    const names = pointer.split('/').slice(1);
    const last = names.pop() ?? '';
    let owner = document;
    for (const name of names) owner = (owner[name] ??= {}) as Record<string, unknown>;
    const { question, ...who } = asked;
    owner[`x-${last}`] = { question, ...describeField(pointer), ...who };
    owner[last] = null;
  }
  return document;
}
