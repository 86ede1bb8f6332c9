import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findVersion } from '../../engine/values/versions';
import type { EnterpriseManager, ServiceState } from '../../model/inventory';
import { isRecord } from '../records';
import type { WindowsTools } from './registry';
import { readRegistry, runTool } from './registry';

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
] as const satisfies (keyof EnterpriseManager)[];

const PRODUCT_KEY = 'HKLM\\SOFTWARE\\WOW6432Node\\STEALTHbits Technologies\\SIEnterpriseManager';
const DOTNET_KEY = 'HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full';
const UAC_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';

/** Single quotes only, so that nothing depends on how Windows quotes a command line. */
const CIM_SCRIPT = [
  "$ErrorActionPreference = 'Stop'",
  // Refused where PowerShell is in constrained language mode; the names are ASCII as a rule.
  'try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch { }',
  '$c = Get-CimInstance Win32_ComputerSystem',
  '$o = Get-CimInstance Win32_OperatingSystem',
  "$s = @(Get-CimInstance Win32_Service | Where-Object { $_.Name -in 'SIEnterpriseManager', 'SBTService' } | Select-Object Name, State, StartMode)",
  '$l = [Globalization.CultureInfo]::GetCultureInfo([int]$o.OSLanguage).Name',
  'ConvertTo-Json -Compress -Depth 3 @{ partOfDomain = $c.PartOfDomain; domain = $c.Domain; language = $l; services = $s }',
].join('; ');

/** The version of the Enterprise Manager installed on this Windows, from the registry (F4); undefined without one. */
export async function readRegisteredVersion(tools: WindowsTools): Promise<string | undefined> {
  const values = await readRegistry(PRODUCT_KEY, tools);
  const version = values?.get('version') ?? values?.get('productversion') ?? '';
  return findVersion(version);
}

/** The facts of this Windows (F1 to F3, E9); a field that could not be had is absent. */
export async function readHost(root: string, tools: WindowsTools): Promise<EnterpriseManager> {
  const [dotNet, uac, cim, disk] = await Promise.all([
    readRegistry(DOTNET_KEY, tools),
    readRegistry(UAC_KEY, tools),
    readCim(tools),
    statfs(root).catch(() => undefined),
  ]);
  const osVersion = findVersion(os.release());
  const dotNetRelease = integer(dotNet?.get('release'));
  const uacEnabled = integer(uac?.get('enablelua'));
  const host = os.hostname();
  return {
    host,
    ...(cim.domain ? { fqdn: `${host.split('.', 1)[0]}.${cim.domain}` } : {}),
    operatingSystem: os.version(),
    ...(osVersion === undefined ? {} : { osVersion }),
    memoryBytes: os.totalmem(),
    cpuCores: os.cpus().length,
    ...(disk ? { freeDiskBytes: Math.floor(disk.bavail * disk.bsize) } : {}),
    ...(dotNetRelease === undefined ? {} : { dotNetRelease }),
    ...(uacEnabled === undefined ? {} : { uacEnabled: uacEnabled === 1 }),
    ...cim,
  };
}

async function readCim(tools: WindowsTools): Promise<EnterpriseManager> {
  const program = path.join(tools.systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const output = await runTool(program, ['-NoProfile', '-NonInteractive', '-Command', CIM_SCRIPT], tools);
  return output === undefined ? {} : parseCim(output);
}

/** The JSON of the script above, of which nothing is taken on trust. */
export function parseCim(output: string): EnterpriseManager {
  let value: unknown;
  try {
    value = JSON.parse(output.replace(/^\ufeff/, ''));
  } catch {
    return {};
  }
  if (!isRecord(value)) return {};
  const { partOfDomain: joined, domain, language, services } = value;
  return {
    ...(typeof joined === 'boolean' ? { domainJoined: joined } : {}),
    // Outside a domain Windows gives the name of the workgroup here.
    ...(joined === true && typeof domain === 'string' ? { domain } : {}),
    ...(typeof language === 'string' && language !== '' ? { language } : {}),
    ...(Array.isArray(services) ? { services: services.filter(isRecord).map(readService) } : {}),
  };
}

function readService({ Name, State, StartMode }: Record<string, unknown>): ServiceState {
  const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : null);
  return { name: typeof Name === 'string' ? Name : null, state: lower(State), startMode: lower(StartMode) };
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
