import { statfs } from 'node:fs/promises';
import type { Agent, LoggingSetting } from '../../../model/inventory';
import { codeOf, messageOf } from '../../errors';
import { readProductVersion } from '../../enterprise-manager/product-version';
import { decodeMarked, readBounded } from '../../read-file';
import { dropUndefined } from '../../records';
import { readAppSettings } from './app-settings';

const CONFIG = 'SIWindowsAgent.exe.config';
const LOGGING = 'Logging.ini';
const EXECUTABLE = 'SIWindowsAgent.exe';
const LARGEST_TEXT = 2 ** 20;

/** A drive letter, and folders without anything that leads elsewhere; the program may have arguments behind it. */
const IMAGE = /^"?([a-z]):\\((?:[^\\/:*?"<>|]+\\)+)SIWindowsAgent\.exe(?:"|\s|$)/i;

/** Where the Agent is installed, on its own drive. */
export interface AgentFolder {
  /** One letter. */
  drive: string;
  /** From the root of the drive, with backslashes, without one at either end. */
  path: string;
}

/** The path of a file below the root of a drive of a host: local, or by the administrative share of the drive. */
export type Locate = (drive: string, path: string) => string;

/** The folder of a service's program, from its ImagePath; undefined where that is not plainly below a drive. */
export function findAgentFolder(imagePath: string | undefined): AgentFolder | undefined {
  const [, drive, folders] = IMAGE.exec(imagePath?.trim() ?? '') ?? [];
  if (drive === undefined || folders === undefined) return undefined;
  const path = folders.slice(0, -1);
  return path.split('\\').some((part) => /^[.]+$/.test(part.trim())) ? undefined : { drive, path };
}

/** What a host tells in its files, each read by itself: the fields, and a function that reads them. */
export function filesOf(
  { drive, path }: AgentFolder,
  locate: Locate,
): [(keyof Agent)[], () => Promise<Agent>][] {
  const at = (name: string) => locate(drive, `${path}\\${name}`);
  return [
    [['freeSpaceBytes'], () => readFreeSpace(locate(drive, path))],
    [['version'], async () => ({ version: await readProductVersion(at(EXECUTABLE)) })],
    [['hardened', 'managerAddress'], () => readConfig(at(CONFIG))],
    [['loggingIni'], () => readLogging(at(LOGGING), `${drive}:\\${path}\\${LOGGING}`)],
  ];
}

/** Also of a share: Windows says what is free on its volume. */
async function readFreeSpace(folder: string): Promise<Agent> {
  const { bavail, bsize } = await statfs(folder);
  return { freeSpaceBytes: Math.floor(bavail * bsize) };
}

async function readConfig(file: string): Promise<Agent> {
  const text = decodeMarked(await readBounded(file, LARGEST_TEXT), CONFIG);
  const settings = await readAppSettings(text).catch((error: unknown) => {
    // Not the parser's words: they may quote the text around the fault.
    throw new Error(`${CONFIG} is not well-formed XML without a document type`, { cause: error });
  });
  const values = (key: string) =>
    new Set(settings.filter(([name]) => name === key).map(([, value]) => value.trim()));
  return dropUndefined({
    hardened: flagOf(only(values('hardeningenabled'))),
    managerAddress: only(values('manageraddress')),
  });
}

/** Where there are several nobody knows which counts. */
function only(values: ReadonlySet<string>): string | undefined {
  const [value] = values;
  return values.size === 1 && value !== '' ? value : undefined;
}

function flagOf(text: string | undefined): boolean | undefined {
  const lower = text?.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** Without the file there is nothing that 8.1 would ignore. */
async function readLogging(file: string, shown: string): Promise<Agent> {
  try {
    const text = decodeMarked(await readBounded(file, LARGEST_TEXT), LOGGING);
    return { loggingIni: { path: shown, settings: parseLogging(text) } };
  } catch (error) {
    if (codeOf((error as Error).cause) === 'ENOENT') return {};
    throw new Error(messageOf(error), { cause: error });
  }
}

/** `key = value` on lines of their own; sections as other INI files have them, comments behind // or ;. */
export function parseLogging(text: string): LoggingSetting[] {
  const settings: LoggingSetting[] = [];
  let section: string | undefined;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    section = /^\[(.*)\]$/.exec(line)?.[1] ?? section;
    const [, key, value] = /^(?!\/\/|;|#|\[)([^=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined)
      settings.push({ ...dropUndefined({ section }), key, value });
  }
  return settings;
}
