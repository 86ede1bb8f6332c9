import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ToolError, type runTool } from '../../../src/gather/windows/tools';

/** A value as the registry has it: text, DWORD, MULTI_SZ, bytes; `as` for other types. */
export type Value = string | number | string[] | Uint8Array | { as: string; text: string };
/** Keys by their full path from HKLM, and the values in them. */
export type Keys = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export interface MadeWindows {
  /** The 64-bit view. */
  registry?: Keys;
  /** What differs in the 32-bit view. */
  registry32?: Keys;
  /** Other machines: their registry, or the words with which reg.exe refuses. */
  hosts?: Readonly<Record<string, Keys | string>>;
  /** What powershell.exe prints. */
  powershell?: string | 'fails' | 'hangs';
}

const ABSENT = 'ERROR: The system was unable to find the specified registry key or value.';
const UNREACHABLE = 'ERROR: The network path was not found.';

/**
 * A folder that stands for SystemRoot, with programs that answer in the words of Windows' own. reg.exe writes what it is asked
 * to calls.log beside itself.
 */
export async function makeWindows({
  registry = {},
  registry32 = {},
  hosts = {},
  powershell,
}: MadeWindows): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'windows-'));
  const shell = path.join(root, 'System32', 'WindowsPowerShell', 'v1.0');
  await mkdir(shell, { recursive: true });
  const cases = [
    ...answers('', withSoftware({ ...registry, ...registry32 }), 32),
    ...answers('', withSoftware(registry), 64),
    ...Object.entries(hosts).flatMap(([host, keys]) => {
      const prefix = `\\\\${host}\\`;
      if (typeof keys === 'string') return [`*'${prefix}'*) ${refuse(keys)} ;;`];
      return [
        ...answers(prefix, keys, 32),
        ...answers(prefix, keys, 64),
        `*'${prefix}'*) ${refuse(ABSENT)} ;;`,
      ];
    }),
    `*'query \\\\'*) ${refuse(UNREACHABLE)} ;;`,
    `*) ${refuse(ABSENT)} ;;`,
  ];
  const log = path.join(root, 'System32', 'calls.log');
  await write(
    path.join(root, 'System32', 'reg.exe'),
    `printf '%s\\n' "$*" >> '${log}'\ncase "$*" in\n${cases.join('\n')}\nesac\n`,
  );
  const cim =
    powershell === undefined || powershell === 'fails' ? refuse('Access is denied.') : show(powershell);
  await write(path.join(shell, 'powershell.exe'), powershell === 'hangs' ? 'exec sleep 60\n' : `${cim}\n`);
  return root;
}

/** Like runTool, of a Windows that answers in this process; each command line goes to `calls`. */
export function createRunner(
  { registry = {}, registry32 = {}, hosts = {} }: MadeWindows,
  calls: string[] = [],
): typeof runTool {
  const own = withSoftware(registry);
  return (program, parameters) => {
    calls.push(parameters.join(' '));
    const [, host, key = ''] = /^(?:\\\\([^\\]+)\\)?(.*)$/.exec(parameters[1] ?? '') ?? [];
    const keys =
      host === undefined
        ? parameters.includes('/reg:32')
          ? { ...own, ...registry32 }
          : own
        : (hosts[host] ?? UNREACHABLE);
    const text = typeof keys === 'string' ? undefined : formatQuery(keys, key, parameters.includes('/s'));
    if (text !== undefined) return Promise.resolve(text);
    return Promise.reject(new ToolError(program, typeof keys === 'string' ? keys : ABSENT, 1));
  };
}

/** The command lines that reg.exe below `systemRoot` was called with. */
export async function readCalls(systemRoot: string): Promise<string[]> {
  return (await readFile(path.join(systemRoot, 'System32', 'calls.log'), 'utf8')).trimEnd().split('\n');
}

/** What `reg query KEY` prints, with /s where it is deep; undefined where there is no such key. */
export function formatQuery(keys: Keys, asked: string, deep: boolean): string | undefined {
  const below = Object.keys(keys).filter((key) => key === asked || key.startsWith(`${asked}\\`));
  if (below.length === 0) return undefined;
  const own = below.includes(asked) && Object.keys(keys[asked] ?? {}).length > 0 ? [asked] : [];
  const children = [...new Set(below.filter((key) => key !== asked).map((key) => childOf(asked, key)))];
  const shown = deep ? [...own, ...below.filter((key) => key !== asked)] : own;
  const blocks = shown.map((key) => [
    `${fullName(key)}`,
    ...Object.entries(keys[key] ?? {}).map(formatValue),
    '',
  ]);
  return ['', ...blocks.flat(), ...(deep ? [] : children.map(fullName)), ''].join('\r\n');
}

function childOf(asked: string, key: string): string {
  return `${asked}\\${key.slice(asked.length + 1).split('\\', 1)[0]}`;
}

function fullName(key: string): string {
  return key.replace(/^HKLM/, 'HKEY_LOCAL_MACHINE');
}

function formatValue([name, value]: [string, Value]): string {
  const line = (type: string, text: string) => `    ${name}    ${type}    ${text}`;
  if (typeof value === 'string') return line('REG_SZ', value);
  if (typeof value === 'number') return line('REG_DWORD', `0x${value.toString(16)}`);
  if (Array.isArray(value)) return line('REG_MULTI_SZ', value.join('\\0'));
  if (value instanceof Uint8Array)
    return line('REG_BINARY', Buffer.from(value).toString('hex').toUpperCase());
  return line(value.as, value.text);
}

/** It is always there. */
function withSoftware(keys: Keys): Keys {
  return { 'HKLM\\SOFTWARE\\Classes': {}, ...keys };
}

/** A branch for each key, and for each key above one, that can be asked for. */
function answers(prefix: string, keys: Keys, view: 32 | 64): string[] {
  const askable = new Set(
    Object.keys(keys).flatMap((key) =>
      key.split('\\').map((_, at, parts) => parts.slice(0, at + 1).join('\\')),
    ),
  );
  return [...askable].flatMap((key) =>
    [false, true].map(
      (deep) =>
        `'query ${prefix}${key}${deep ? ' /s' : ''} /reg:${view}') ${show(formatQuery(keys, key, deep) ?? '')} ;;`,
    ),
  );
}

function show(text: string): string {
  return `cat <<'END'\n${text}\nEND\n`;
}

function refuse(words: string): string {
  return `printf '%s\\n' '${words}' >&2; exit 1`;
}

async function write(file: string, script: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${script}`);
  await chmod(file, 0o755);
}
