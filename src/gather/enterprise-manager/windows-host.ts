import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findVersion } from '../../engine/values/versions';
import type { EnterpriseManager, LocalAdministrator, ServiceState } from '../../model/inventory';
import { dropUndefined, isRecord } from '../records';
import { safeLine } from '../redact';
import { numberOf, textOf, type RegistryKey } from '../windows/parse-registry';
import type { Registry } from '../windows/registry';
import { runTool, type WindowsTools } from '../windows/tools';
import { messageOf } from '../errors';
import { withinShare } from '../time-limit';

/** What is read from the machine that gather runs on. */
export const HOST_FIELDS = [
  'host',
  'operatingSystem',
  'osVersion',
  'language',
  'domainJoined',
  'memoryBytes',
  'cpuCores',
  'freeDiskBytes',
  'dotNetRelease',
  'uacEnabled',
  'services',
  'localAdministrators',
  'virtual',
] as const satisfies (keyof EnterpriseManager)[];

const PRODUCT_KEY = 'HKLM\\SOFTWARE\\WOW6432Node\\STEALTHbits Technologies\\SIEnterpriseManager';
const DOTNET_KEY = 'HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full';
const LONGEST_FAULT = 200;
const UAC_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';

const POWERSHELL = path.join('WindowsPowerShell', 'v1.0', 'powershell.exe');

/**
 * Each class is asked by itself, so that one that is refused costs only what it would tell. Single quotes only, so that nothing
 * depends on how Windows quotes a command line.
 */
const CIM_SCRIPT = [
  "$ErrorActionPreference = 'Stop'",
  // Refused where PowerShell is in constrained language mode; the names are ASCII as a rule.
  'try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch { }',
  '$r = @{ faults = @() }',
  ...[
    '$c = Get-CimInstance Win32_ComputerSystem; $r.partOfDomain = $c.PartOfDomain; $r.domain = $c.Domain; $r.model = $c.Model; $r.hypervisor = $c.HypervisorPresent',
    '$o = Get-CimInstance Win32_OperatingSystem; $r.language = [Globalization.CultureInfo]::GetCultureInfo([int]$o.OSLanguage).Name',
    "$r.services = @(Get-CimInstance Win32_Service | Where-Object { $_.Name -in 'SIEnterpriseManager', 'SBTService' } | Select-Object Name, State, StartMode, StartName)",
    // Fails where a member is an account that is gone.
    "$r.administrators = @(Get-LocalGroupMember -SID 'S-1-5-32-544' | Select-Object Name, ObjectClass)",
  ].map((question) => `try { ${question} } catch { $r.faults += [string]$_ }`),
  'ConvertTo-Json -Compress -Depth 3 $r',
].join('; ');

/** What is asked of this Windows, and the reason for each thing that it did not tell. */
export interface WindowsHost {
  tools: WindowsTools;
  registry: Registry;
  /** Takes one line for each question without an answer. */
  failed: (line: string) => void;
}

/** The version of the Enterprise Manager installed on this Windows, from the registry (F4); undefined without one. */
export async function readRegisteredVersion(windows: WindowsHost): Promise<string | undefined> {
  const product = await readKey(PRODUCT_KEY, windows);
  return findVersion(textOf(product, 'Version') ?? textOf(product, 'ProductVersion') ?? '');
}

/** The facts of this Windows (F1 to F3, E9); a field that could not be had is absent. */
export async function readHost(root: string, windows: WindowsHost): Promise<EnterpriseManager> {
  const [dotNet, uac, cim, disk] = await Promise.all([
    readKey(DOTNET_KEY, windows),
    readKey(UAC_KEY, windows),
    readCim(windows),
    statfs(root).catch(() => undefined),
  ]);
  const uacEnabled = numberOf(uac, 'EnableLUA');
  const host = os.hostname();
  return {
    host,
    ...(cim.domain ? { fqdn: `${host.split('.', 1)[0]}.${cim.domain}` } : {}),
    operatingSystem: os.version(),
    ...dropUndefined({
      osVersion: findVersion(os.release()),
      // Some systems do not say: no machine has none.
      memoryBytes: os.totalmem() || undefined,
      cpuCores: os.cpus().length || undefined,
      freeDiskBytes: disk && Math.floor(disk.bavail * disk.bsize),
      dotNetRelease: numberOf(dotNet, 'Release'),
      uacEnabled: uacEnabled === undefined ? undefined : uacEnabled === 1,
    }),
    ...cim,
  };
}

async function readKey(key: string, windows: WindowsHost): Promise<RegistryKey | undefined> {
  return ask(windows, ({ limit }) => windows.registry.readKey(key, { limit }));
}

async function readCim(windows: WindowsHost): Promise<EnterpriseManager> {
  const parameters = ['-NoProfile', '-NonInteractive', '-Command', CIM_SCRIPT];
  const output = await ask(windows, (tools) => runTool(POWERSHELL, parameters, tools));
  if (output === undefined) return {};
  const { faults, ...facts } = parseCim(output);
  for (const fault of faults) windows.failed(`powershell.exe: ${fault}`);
  return facts;
}

/** What `work` gives within half of the time that is left; where it fails, undefined, and the reason to `failed`. */
async function ask<T>(
  { tools, failed }: WindowsHost,
  work: (tools: WindowsTools) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await withinShare(tools.limit, (limit) => work({ ...tools, limit }));
  } catch (error) {
    if (tools.limit.signal.aborted) throw error;
    failed(messageOf(error));
    return undefined;
  }
}

/** The JSON of the script above, of which nothing is taken on trust. */
export function parseCim(output: string): EnterpriseManager & { faults: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(output.replace(/^\ufeff/, ''));
  } catch {
    value = undefined;
  }
  if (!isRecord(value)) return { faults: ['its answer cannot be read'] };
  const { partOfDomain: joined, domain, language, services, administrators, faults } = value;
  const virtual = isVirtual(value);
  return {
    faults: Array.isArray(faults)
      ? faults.map((fault) => safeLine(String(fault)).slice(0, LONGEST_FAULT))
      : [],
    ...(typeof joined === 'boolean' ? { domainJoined: joined } : {}),
    // Outside a domain Windows gives the name of the workgroup here.
    ...(joined === true && typeof domain === 'string' ? { domain } : {}),
    ...(typeof language === 'string' && language !== '' ? { language } : {}),
    ...(Array.isArray(services) ? { services: services.filter(isRecord).map(readService) } : {}),
    ...(Array.isArray(administrators) && administrators.length > 0
      ? { localAdministrators: administrators.map(readAdministrator) }
      : {}),
    ...(virtual === undefined ? {} : { virtual }),
  };
}

function readService({ Name, State, StartMode, StartName }: Record<string, unknown>): ServiceState {
  const [name, state, startMode] = [Name, State, StartMode].map(textOrNull);
  return {
    name,
    state: state?.toLowerCase() ?? null,
    startMode: startMode?.toLowerCase() ?? null,
    ...(typeof StartName === 'string' && StartName !== '' ? { account: StartName } : {}),
  };
}

/** What is no user counts as a group: its members are not known. */
function readAdministrator(member: unknown): LocalAdministrator {
  const { Name, ObjectClass } = isRecord(member) ? member : {};
  return { name: textOrNull(Name), kind: ObjectClass === 'User' ? 'user' : 'group' };
}

const VIRTUAL = /virtual|vmware|kvm|qemu|hvm domu|google compute engine|standard pc|bochs|openstack/i;

/** A hypervisor is also seen by the machine that is its host, so that the model alone proves a virtual one. */
function isVirtual({ model, hypervisor }: Record<string, unknown>): boolean | undefined {
  if (typeof model === 'string' && VIRTUAL.test(model)) return true;
  return hypervisor === false ? false : undefined;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
