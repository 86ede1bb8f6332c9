import type { Agent } from '../../../model/inventory';
import { dropUndefined } from '../../records';
import { numberOf, textOf, type RegistryKey } from '../../windows/parse-registry';

/** The name of a host as the host itself says it. */
export interface OwnName {
  host: string;
  /** Its suffix in DNS. */
  domain?: string;
}

/** There on every Windows, so that whoever gets no answer gets none of that host. */
export const NAME_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';

/** What Windows takes for the time that a service has to start, where no value says otherwise (B26). */
const DEFAULT_PIPE_TIMEOUT_MS = 30_000;
const START_MODES: Readonly<Record<number, string>> = { 2: 'Auto', 3: 'Manual', 4: 'Disabled' };
/** Windows 11 still calls itself Windows 10. */
const FIRST_WINDOWS_11 = 22_000;
/** RestrictReceivingNTLMTraffic: all accounts are denied. */
const DENY_ALL = 2;

/** The name that a host has itself; undefined where it says none. */
export function nameIn(key: RegistryKey | undefined): OwnName | undefined {
  const host = textOf(key, 'Hostname') ?? textOf(key, 'NV Hostname');
  const domain = textOf(key, 'Domain') ?? textOf(key, 'NV Domain');
  return host === undefined ? undefined : { host, ...dropUndefined({ domain }) };
}

export function systemIn(key: RegistryKey | undefined): Agent {
  const build = textOf(key, 'CurrentBuild') ?? textOf(key, 'CurrentBuildNumber');
  const [major, minor] = [
    numberOf(key, 'CurrentMajorVersionNumber'),
    numberOf(key, 'CurrentMinorVersionNumber'),
  ];
  const version = major === undefined ? textOf(key, 'CurrentVersion') : `${major}.${minor ?? 0}`;
  const name = textOf(key, 'ProductName');
  const isEleven = Number(build) >= FIRST_WINDOWS_11 && textOf(key, 'InstallationType') === 'Client';
  const osVersion = `${version}.${build}`;
  return dropUndefined({
    operatingSystem: isEleven ? name?.replace(/^Windows 10\b/, 'Windows 11') : name,
    osVersion: /^[0-9]{1,9}[.][0-9]{1,9}[.][0-9]{1,9}$/.test(osVersion) ? osVersion : undefined,
  });
}

/** The key itself is always there; without the value Windows takes its default. */
export function pipeTimeoutIn(key: RegistryKey | undefined): Agent {
  if (key === undefined) return {};
  if (!key.values.has('servicespipetimeout')) return { servicesPipeTimeoutMs: DEFAULT_PIPE_TIMEOUT_MS };
  return dropUndefined({ servicesPipeTimeoutMs: numberOf(key, 'ServicesPipeTimeout') });
}

export function startModeIn(key: RegistryKey | undefined): Agent {
  return dropUndefined({ serviceStartMode: START_MODES[numberOf(key, 'Start') ?? -1] });
}

/** The host alone proves that NTLM is blocked; that it is not, also policies of its domain and of the Enterprise Manager decide. */
export function ntlmIn(key: RegistryKey | undefined): Agent {
  return numberOf(key, 'RestrictReceivingNTLMTraffic') === DENY_ALL ? { ntlmBlocked: true } : {};
}

/** Each version of Exchange has a key of its own. */
export function exchangeIn(key: RegistryKey | undefined): Agent {
  const parts = ['MsiProductMajor', 'MsiProductMinor', 'MsiBuildMajor', 'MsiBuildMinor'].map((name) =>
    numberOf(key, name),
  );
  return parts.includes(undefined) ? {} : { exchangeVersion: parts.join('.') };
}
