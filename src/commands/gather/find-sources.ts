import path from 'node:path';
import { findDatabases } from '../../gather/discovery/databases';
import { findInstallations } from '../../gather/discovery/installation';
import type { Input } from '../../gather/discovery/open-inputs';
import {
  recognise,
  recogniseFolder,
  type EvidenceKind,
  type Recognised,
} from '../../gather/discovery/recognise';
import { EXPORT_NAMES } from '../../gather/exports/recognise';
import { parseAddress } from '../../gather/sql-server/address';
import { createTimeLimit } from '../../gather/time-limit';
import { Registry } from '../../gather/windows/registry';
import { findTools } from '../../gather/windows/tools';
import { statSync } from 'node:fs';
import { UserError } from '../../model/errors';
import type { Io } from '../io';
import type { GatherSettings } from './options';

/** What gather reads although no option names it, and what is to be said of that. */
export interface FoundSources {
  settings: GatherSettings;
  inputs: Input[];
  lines: string[];
}

/** For all questions to the registry of this Windows together. */
const REGISTRY_MS = 20_000;

const NAMES: Record<EvidenceKind, string> = {
  ...EXPORT_NAMES,
  facts: 'a facts file',
  inventory: 'an inventory',
  'em-root': 'a folder of the Enterprise Manager',
};

/**
 * The files and folders that stand on the command line, by their content. A file that is named and is nothing that gather reads
 * is refused; in a folder it is left out, and named. @throws UserError
 */
export async function findInputs(given: readonly string[], output: string, io: Io): Promise<FoundSources> {
  const found: Recognised[] = [];
  for (const argument of given) found.push(...(await readArgument(path.resolve(io.cwd, argument), io)));
  const own = path.resolve(io.cwd, output);
  const listed = found.map((one) =>
    one.path === own ? { path: one.path, why: 'is the inventory that this run writes' } : one,
  );
  if (!listed.some(({ kind }) => kind !== undefined)) throw nothingFound(given.join(', '), listed, io.cwd);
  return describeFound(listed, io.cwd);
}

async function readArgument(file: string, io: Io): Promise<Recognised[]> {
  const about = statSync(file, { throwIfNoEntry: false });
  if (about?.isDirectory()) return recogniseFolder(file, io.signal);
  if (!about) throw new UserError('usage', `${shown(file, io.cwd)}: no such file or folder; check the path`);
  const one = await recognise(file, io.signal);
  if (one.kind === undefined)
    throw new UserError(
      'usage',
      `${shown(file, io.cwd)}: ${one.why ?? ''}; gather reads agent lists, policy lists, policy exports, facts and inventories; what one is by other columns, --agents or --policies with --map says`,
    );
  return [one];
}

function nothingFound(where: string, listed: readonly Recognised[], cwd: string): UserError {
  const details = listed.slice(0, 10).map((one) => `${shown(one.path, cwd)}: ${one.why ?? ''}`);
  return new UserError(
    'usage',
    `${where}: nothing that gather reads; export the lists of Agents and policies into it, or name a source ("tp-doctor gather --help")`,
    details,
  );
}

function describeFound(listed: readonly Recognised[], cwd: string): FoundSources {
  const inputs = listed.flatMap(({ path: file, kind }) => (kind === undefined ? [] : [{ path: file, kind }]));
  const lines = listed.map(({ path: file, kind, why }) =>
    kind === undefined
      ? `left out ${shown(file, cwd)}: ${why ?? ''}`
      : `${shown(file, cwd)}: is ${NAMES[kind]}`,
  );
  return { settings: {}, inputs, lines };
}

/** As people name it: from the working directory where it is below it. */
function shown(file: string, cwd: string): string {
  const inner = path.relative(cwd, file);
  return inner === '' ? '.' : inner.startsWith('..') || path.isAbsolute(inner) ? file : inner;
}

/**
 * What is to be had without any option: the Enterprise Manager of this Windows, the SQL Server that its configuration names, and
 * the exports, facts and probes in the working directory. @throws UserError where there is nothing of that
 */
export async function discoverSources(io: Io): Promise<FoundSources> {
  const installed = await findInstalled(io);
  const { emRoot } = installed.settings;
  const isOwn = ({ path: file }: Recognised) => emRoot !== undefined && file === path.resolve(emRoot);
  const here = (await recogniseFolder(io.cwd, io.signal)).filter((one) => isTaken(one) && !isOwn(one));
  const files = describeFound(here, io.cwd);
  if (files.inputs.length === 0 && installed.lines.length === 0)
    throw new UserError(
      'usage',
      'gather: no source is named, and nothing was found: this is no Windows with the Enterprise Manager, and there is no export in this folder; name a folder with exports, or a source ("tp-doctor gather --help")',
    );
  return { ...files, settings: installed.settings, lines: [...installed.lines, ...files.lines] };
}

/** An older inventory is taken only where somebody says so; what is nothing for gather lies in any folder. */
function isTaken({ path: file, kind }: Recognised): boolean {
  return kind !== undefined && (kind !== 'inventory' || /\.probe\.json$/i.test(file));
}

async function findInstalled(io: Io): Promise<Pick<FoundSources, 'settings' | 'lines'>> {
  if (io.platform !== 'win32') return { settings: {}, lines: [] };
  const limit = createTimeLimit({ signal: io.signal, endsAt: Infinity, flag: '' }, REGISTRY_MS, '--timeout');
  try {
    const [first, ...others] = await findInstallations(new Registry(findTools(io.env, limit)), io.env);
    if (!first) return { settings: {}, lines: [] };
    const lines = [`found the Enterprise Manager in ${first.root}, by ${first.from} (--em-root)`];
    for (const { root, from } of others)
      lines.push(`left out ${root}: another Enterprise Manager, by ${from}; --em-root says which is meant`);
    const sql = await findSqlServer(first.root);
    return { settings: { emRoot: first.root, ...sql.settings }, lines: [...lines, ...sql.lines] };
  } finally {
    limit.close();
  }
}

async function findSqlServer(root: string): Promise<Pick<FoundSources, 'settings' | 'lines'>> {
  const found = await findDatabases(root);
  if (!found || !isServer(found.server)) return { settings: {}, lines: [] };
  const { server, config, data } = found;
  const names = [config, data].filter((name) => name !== undefined).join(' and ');
  return {
    settings: {
      sqlServer: server,
      ...(config === undefined ? {} : { configDatabase: config }),
      ...(data === undefined ? {} : { dataDatabase: data }),
    },
    lines: [
      `found the SQL Server ${server}${names === '' ? '' : ` with ${names}`}, by SIEnterpriseManager.exe.config (--sql-server)`,
    ],
  };
}

function isServer(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}
