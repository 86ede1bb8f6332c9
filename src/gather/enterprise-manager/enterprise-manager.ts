import { readdir } from 'node:fs/promises';
import { isAddress } from '../../engine/values/hosts';
import { UserError } from '../../model/errors';
import type { EnterpriseManager, MissingEvidence } from '../../model/inventory';
import type { SourceIo } from '../descriptor';
import { messageOf } from '../errors';
import { dropUndefined } from '../records';
import type { GatherContext, Gathered, SourceRequest, TimeLimit } from '../source';
import { SourceError } from '../source';
import { readCertsInfo, type Notes } from './certs-info';
import type { EnterpriseManagerSettings } from './flags';
import type { Folder } from './folder';
import { findEntry, openFolder } from './folder';
import { readProductVersion } from './product-version';
import { Registry } from '../windows/registry';
import { findTools } from '../windows/tools';
import { CONFIG, readConfigText, readServerConfig } from './server-config';
import { HOST_FIELDS, readHost, readRegisteredVersion, type WindowsHost } from './windows-host';

export interface EnterpriseManagerOptions {
  /** The SIEnterpriseManager folder (D1), local or UNC. */
  root: string;
  /** The copy of CertsInfo. */
  backup?: string;
  /** As process.platform says it. */
  platform: string;
  env: Readonly<Record<string, string | undefined>>;
}

const EXECUTABLE = 'SIEnterpriseManager.exe';

/** The Enterprise Manager that the settings name. @throws UserError when they cannot work */
export function openEnterpriseManager(
  { emRoot: root, certsBackup: backup }: EnterpriseManagerSettings,
  { platform, env }: Pick<SourceIo, 'platform' | 'env'>,
): SourceRequest[] {
  if (!root && backup)
    throw new UserError('usage', '--certs-backup needs --em-root, whose CertsInfo it is a copy of');
  return root ? [enterpriseManagerSource({ root, platform, env, ...dropUndefined({ backup }) })] : [];
}

/** The Enterprise Manager's folder, and on Windows the machine itself (D1 to D3, F1 to F4). */
export function enterpriseManagerSource(options: EnterpriseManagerOptions): SourceRequest {
  const { root, backup, platform } = options;
  return {
    id: 'enterprise-manager',
    kind: 'enterprise-manager',
    target: root,
    sections: ['enterpriseManager', 'certsInfo'],
    formatSteps: () => [
      `read ${CONFIG} (Pre735Port and the kind of database login, nothing else), and the version of ${EXECUTABLE}, in ${root}`,
      'list CertsInfo, read its certificates, and see whether the keys belong to them',
      ...(backup ? [`list ${backup}`] : []),
      ...(platform === 'win32' && !isUnc(root)
        ? [
            'ask this Windows for its registry (reg.exe), services, local administrators, model and domain (CIM), memory, processors and disk',
          ]
        : []),
    ],
    gather: (context) => gatherFolder(options, context),
  };
}

async function gatherFolder(options: EnterpriseManagerOptions, context: GatherContext): Promise<Gathered> {
  const root = await openFolder(options.root);
  await requireEnterpriseManager(root);
  const missing: MissingEvidence[] = [];
  const remarks: string[] = [];
  const failures: string[] = [];
  const windows = windowsOf(options, root, context, failures);
  const registered = windows && (await readRegisteredVersion(windows));
  const enterpriseManager: EnterpriseManager = {
    ...(await readMachine(root, windows, registered, { missing, failures })),
    installPath: root.path,
    ...(await readConfig(root, missing)),
    ...(await splitVersion(root, registered, { missing, remarks })),
    ...(await readLicense(root)),
  };
  context.progress('reading CertsInfo');
  const certsInfo = await readOrReport('/certsInfo', missing, () =>
    readCertsInfo(root, options.backup, { missing, remarks }),
  );
  return { sections: { enterpriseManager, ...(certsInfo && { certsInfo }) }, missing, remarks };
}

/** A folder above or beside would otherwise be an Enterprise Manager without CertsInfo, which is a finding. */
async function requireEnterpriseManager(root: Folder): Promise<void> {
  for (const name of [CONFIG, EXECUTABLE, 'CertsInfo']) {
    // A link that is not followed is one of them all the same.
    if ((await findEntry(root, name).catch(() => name)) !== undefined) return;
  }
  throw new SourceError(
    `${root.path} holds neither ${EXECUTABLE} nor CertsInfo; --em-root must be the SIEnterpriseManager folder`,
  );
}

const LICENSE = /^.*\.lic$|stealthintercept.*\.key$/i;

/** A licence that was imported, or is to be, lies in the folder (F6); that none is seen proves nothing, its name is not documented. */
async function readLicense(root: Folder): Promise<EnterpriseManager> {
  const names = await readdir(root.real).catch((): string[] => []);
  return names.some((name) => LICENSE.test(name)) ? { license: { present: true } } : {};
}

/** Undefined where this machine is not the one that the folder is on. Takes into `failures` why something was not told. */
function windowsOf(
  { platform, env }: EnterpriseManagerOptions,
  root: Folder,
  limit: TimeLimit,
  failures: string[],
): WindowsHost | undefined {
  // The real path of a mapped drive is its UNC path.
  if (platform !== 'win32' || isUnc(root.path) || isUnc(root.real)) return undefined;
  const tools = findTools(env, limit);
  return { tools, registry: new Registry(tools), failed: (line) => failures.push(line) };
}

/** An administrative share such as //HOST/C$ names its machine; any other share may be one of DFS, which does not. */
export function machineOf(folder: string): EnterpriseManager {
  const host = /^[\\/]{2}([^\\/]+)[\\/][a-z]\$(?:[\\/]|$)/i.exec(folder)?.[1];
  if (host === undefined) return {};
  if (isAddress(host.toLowerCase())) return { address: host };
  const [name = host] = host.split('.');
  return { host: name, ...(host.includes('.') ? { fqdn: host } : {}) };
}

function isUnc(folder: string): boolean {
  return /^[\\/]{2}/.test(folder);
}

async function readMachine(
  root: Folder,
  windows: WindowsHost | undefined,
  registered: string | undefined,
  { missing, failures }: { missing: MissingEvidence[]; failures: readonly string[] },
): Promise<EnterpriseManager> {
  const found = windows ? await readHost(root.real, windows) : {};
  // A folder may be a copy: then this machine is another one, and what it tells is no evidence.
  const installed = registered !== undefined || (found.services ?? []).length > 0;
  const facts = installed ? found : machineOf(root.path);
  const why = failures.length > 0 ? ` (${[...new Set(failures)].join('; ')})` : '';
  const reason = installed
    ? `this Windows did not tell${why}; supply it with --facts`
    : `only to be had where the Enterprise Manager is installed${why}; run gather there, or supply it with --facts`;
  const absent = HOST_FIELDS.filter((field) => facts[field] === undefined);
  // What only that Windows can tell is no fault of a gather that runs elsewhere.
  const open = installed || failures.length > 0 ? {} : { open: true };
  missing.push(...absent.map((field) => ({ path: `/enterpriseManager/${field}`, reason, ...open })));
  return facts;
}

async function readConfig(root: Folder, missing: MissingEvidence[]): Promise<EnterpriseManager> {
  const config = await readOrReport('/enterpriseManager/pre735Port', missing, async () => {
    const text = await readConfigText(root);
    try {
      return await readServerConfig(text);
    } catch (error) {
      // Not the parser's words: they may quote the text around the fault, which may be a password.
      throw new Error(`${CONFIG} is not well-formed XML without a document type`, { cause: error });
    }
  });
  if (config && config.pre735Port === undefined) {
    missing.push({
      path: '/enterpriseManager/pre735Port',
      reason: `the Pre735Port of ${CONFIG} is not one port`,
    });
  }
  if (config?.databaseAuthentication === undefined) {
    const reason = `${CONFIG} has no readable connection string (it may be encrypted), or several that differ; supply it with --facts`;
    missing.push({ path: '/enterpriseManager/databaseAuthentication', reason });
  }
  return Object.fromEntries(Object.entries(config ?? {}).filter(([, value]) => value !== undefined));
}

/** The executable is what runs; the registry says what an installer wrote down, and answers where the file does not. */
async function splitVersion(
  root: Folder,
  registered: string | undefined,
  { missing, remarks }: Notes,
): Promise<EnterpriseManager> {
  const failures: MissingEvidence[] = [];
  const version = await readOrReport('/enterpriseManager/version', failures, async () => {
    const file = await findEntry(root, EXECUTABLE);
    if (file === undefined) throw new Error(`${EXECUTABLE} is not in the folder`);
    return readProductVersion(file);
  });
  if (version === undefined && registered === undefined) missing.push(...failures);
  if (
    version !== undefined &&
    registered !== undefined &&
    version !== registered &&
    !version.startsWith(`${registered}.`)
  ) {
    remarks.push(`${EXECUTABLE} is ${version}, the registry says ${registered}; the file counts`);
  }
  const known = version ?? registered;
  return known === undefined ? {} : { version: known };
}

/** What `read` gives; where it fails, undefined, and the reason among the missing evidence. */
async function readOrReport<T>(
  path: string,
  missing: MissingEvidence[],
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    missing.push({ path, reason: messageOf(error) });
    return undefined;
  }
}
