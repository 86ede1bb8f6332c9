import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { UNINSTALL_KEY } from '../agent-hosts/host/products';
import type { RegistryKey } from '../windows/parse-registry';
import { textOf } from '../windows/parse-registry';
import type { Registry } from '../windows/registry';

/** A folder of the Enterprise Manager, and what named it. */
export interface Installation {
  root: string;
  from: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const SERVICE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SIEnterpriseManager';
/** Of the old and the new name of the vendor; what is below them is documented for the old one alone (F4). */
const VENDOR_KEYS = ['HKLM\\SOFTWARE\\STEALTHbits Technologies', 'HKLM\\SOFTWARE\\Netwrix'];
const FOLDER = 'SIEnterpriseManager';
/** Where the product installs by default (D1, A14). */
const DEFAULT_PARENTS = [
  ['Netwrix', 'Netwrix Threat Prevention'],
  ['STEALTHbits', 'StealthINTERCEPT'],
];
const ITS_FILES = ['sienterprisemanager.exe', 'sienterprisemanager.exe.config'];

/** Whether a folder is that of an Enterprise Manager, or a copy of it. */
export async function holdsEnterpriseManager(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => ITS_FILES.includes(name.toLowerCase()));
}

/**
 * The Enterprise Managers of this Windows, the likeliest first: as its service, the keys of the vendor in both views and
 * Programs and Features name them (F4), and the folders of the installers. What does not hold its files is none.
 */
export async function findInstallations(
  registry: Registry,
  env: Environment,
  holds = holdsEnterpriseManager,
): Promise<Installation[]> {
  const named = await Promise.all([
    findByService(registry),
    ...VENDOR_KEYS.flatMap((key) => ([64, 32] as const).map((view) => findByVendorKey(key, view, registry))),
    findByProducts(registry),
  ]);
  const found = new Map<string, Installation>();
  for (const one of [...named.flat(), ...listDefaults(env)]) {
    const key = path.resolve(one.root).toLowerCase();
    if (!found.has(key) && (await holds(one.root))) found.set(key, one);
  }
  return [...found.values()];
}

async function findByService(registry: Registry): Promise<Installation[]> {
  const service = await registry.readKey(SERVICE_KEY).catch(() => undefined);
  const program = programOf(textOf(service, 'ImagePath') ?? '');
  return program === undefined ? [] : [{ root: parentOf(program), from: 'the service SIEnterpriseManager' }];
}

/** The program of a command line, with or without quotes; undefined for a path that is not of a local drive. */
function programOf(commandLine: string): string | undefined {
  const [, quoted, bare] = /^\s*(?:"([^"]+)"|(.+?\.exe)(?=\s|$))/i.exec(commandLine) ?? [];
  const program = quoted ?? bare ?? '';
  return isLocalPath(program) ? program : undefined;
}

async function findByVendorKey(key: string, view: 32 | 64, registry: Registry): Promise<Installation[]> {
  const keys = await registry.read(key, { view, deep: true }).catch(() => []);
  return keys.flatMap((one) => pathsOf(one).map((root) => ({ root, from: one.path })));
}

/** Every value that is a local path may name the folder, one above it, or a file in it. */
function pathsOf({ values }: RegistryKey): string[] {
  return [...values.values()].flatMap((value) => {
    if (typeof value !== 'string' || !isLocalPath(value)) return [];
    const folder = value.replace(/\\+$/, '');
    return [folder, `${folder}\\${FOLDER}`, parentOf(folder)];
  });
}

async function findByProducts(registry: Registry): Promise<Installation[]> {
  const views = ([64, 32] as const).map((view) =>
    registry.read(UNINSTALL_KEY, { view, deep: true }).catch(() => []),
  );
  const keys = (await Promise.all(views)).flat();
  return keys
    .filter((key) => isServerProduct(textOf(key, 'DisplayName') ?? ''))
    .flatMap((key) => textOf(key, 'InstallLocation') ?? [])
    .filter(isLocalPath)
    .flatMap((folder) => [folder, `${folder.replace(/\\+$/, '')}\\${FOLDER}`])
    .map((root) => ({ root, from: 'Programs and Features' }));
}

/** "Threat Prevention Server", as Programs and Features calls it (F4), and the name that it had before. */
function isServerProduct(name: string): boolean {
  return /\b(threat prevention|stealthintercept)\b.*\bserver\b/i.test(name);
}

function listDefaults(env: Environment): Installation[] {
  const parents = [env['ProgramFiles'], env['ProgramW6432'], env['ProgramFiles(x86)']];
  return parents
    .filter((parent) => parent !== undefined && parent !== '')
    .flatMap((parent) => DEFAULT_PARENTS.map((names) => [parent, ...names, FOLDER].join('\\')))
    .map((root) => ({ root, from: 'the folder of the installer' }));
}

function isLocalPath(text: string): boolean {
  return /^[a-z]:\\/i.test(text);
}

function parentOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('\\'), 0));
}
