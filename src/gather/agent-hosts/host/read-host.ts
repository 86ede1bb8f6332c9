import type { Agent } from '../../../model/inventory';
import { messageOf } from '../../errors';
import type { TimeLimit } from '../../source';
import { untilAborted } from '../../until-aborted';
import { textOf, numberOf, type RegistryKey } from '../../windows/parse-registry';
import type { Registry, RegistryQuery } from '../../windows/registry';
import { filesOf, findAgentFolder, type Locate } from './agent-folder';
import { HOST_FIELDS } from './host-fields';

import { sumMemory } from './memory';
import { DEFENDER_KEY, listProducts, UNINSTALL_KEY } from './products';
import * as facts from './registry-facts';
import { readRootNames, ROOT_STORES } from './trusted-roots';

const DOTNET_KEY = 'HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full';
const SYSTEM_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const CONTROL_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Control';
const SERVICE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SIWindowsAgent';
const NTLM_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\MSV1_0';
const PROCESSORS_KEY = 'HKLM\\HARDWARE\\DESCRIPTION\\System\\CentralProcessor';
const MEMORY_KEY = 'HKLM\\HARDWARE\\RESOURCEMAP\\System Resources\\Physical Memory';
/** The later one counts where an old one was left behind. */
const EXCHANGE_KEYS = ['v14', 'v15'].map(
  (version) => `HKLM\\SOFTWARE\\Microsoft\\ExchangeServer\\${version}\\Setup`,
);

/** Every key that is read, for --dry-run and the documentation. */
export const HOST_KEYS = [
  facts.NAME_KEY,
  SYSTEM_KEY,
  DOTNET_KEY,
  UNINSTALL_KEY,
  DEFENDER_KEY,
  ...ROOT_STORES,
  CONTROL_KEY,
  SERVICE_KEY,
  NTLM_KEY,
  PROCESSORS_KEY,
  MEMORY_KEY,
  ...EXCHANGE_KEYS,
];

/** A host that can be asked. */
export interface AskedHost {
  registry: Registry;
  /** Undefined: this machine. */
  host: string | undefined;
  locate: Locate;
  limit: TimeLimit;
  /** What is known of it without asking; what it tells counts more. */
  known?: Agent;
}

export interface HostGap {
  field: keyof Agent;
  reason: string;
}

/** What a host told of itself, and what it did not and why. */
export interface HostReading {
  fields: Agent;
  gaps: HostGap[];
}

/**
 * The name that the host has itself, by a key that every Windows has.
 * @throws ToolError where it does not answer; Error where it says no name
 */
export async function readOwnName(asked: AskedHost): Promise<facts.OwnName> {
  const name = facts.nameIn(await readKey(asked, facts.NAME_KEY));
  if (name === undefined) throw new Error(`${facts.NAME_KEY} holds no Hostname`);
  return name;
}

/** What the rules on Agents need of the host. One thing that it does not tell costs no other. Never rejects. */
export async function readHost(asked: AskedHost): Promise<HostReading> {
  const reading: HostReading = { fields: { ...asked.known }, gaps: [] };
  const service = await readService(asked, reading);
  const folder = findAgentFolder(textOf(service, 'ImagePath'));
  const steps = [...registrySteps(asked), ...(folder ? filesOf(folder, asked.locate) : [])];
  for (const [fields, read] of steps) await take(reading, fields, read, asked.limit);
  const left = HOST_FIELDS.filter((field) => reading.fields[field] === undefined && !isNamed(reading, field));
  const reason = reasonOf(service, reading);
  reading.gaps.push(...left.map((field) => ({ field, reason })));
  reading.gaps = reading.gaps.filter(({ field }) => reading.fields[field] === undefined);
  return reading;
}

/** Most of what is left lies in the folder that the service names. */
function reasonOf(service: RegistryKey | undefined, { gaps }: HostReading): string {
  const fault = gaps.find(({ field }) => field === 'serviceStartMode');
  return (
    fault?.reason ?? (service === undefined ? 'there is no service SIWindowsAgent' : 'the host does not tell')
  );
}

function isNamed({ gaps }: HostReading, field: keyof Agent): boolean {
  return gaps.some((gap) => gap.field === field);
}

type Step = [(keyof Agent)[], () => Promise<Agent>];

function registrySteps(asked: AskedHost): Step[] {
  const read = async <T>(key: string, find: (found: RegistryKey | undefined) => T) =>
    find(await readKey(asked, key));
  return [
    [['operatingSystem', 'osVersion'], () => read(SYSTEM_KEY, facts.systemIn)],
    [['dotNetRelease'], () => read(DOTNET_KEY, (key) => known('dotNetRelease', numberOf(key, 'Release')))],
    [
      ['cpuCores'],
      async () => known('cpuCores', (await list(asked, PROCESSORS_KEY)).filter(isProcessor).length),
    ],
    [
      ['memoryBytes'],
      () => read(MEMORY_KEY, (key) => known('memoryBytes', sumMemory(key?.values.get('.translated')))),
    ],
    [['installedProducts'], () => readProducts(asked)],
    [['trustedRoots'], () => readRoots(asked)],
    [['servicesPipeTimeoutMs'], () => read(CONTROL_KEY, facts.pipeTimeoutIn)],
    [['ntlmBlocked'], () => read(NTLM_KEY, facts.ntlmIn)],
    ...EXCHANGE_KEYS.map((key): Step => [['exchangeVersion'], () => read(key, facts.exchangeIn)]),
  ];
}

function isProcessor({ path }: RegistryKey): boolean {
  return /\\CentralProcessor\\[0-9]+$/i.test(path);
}

/** Nothing has 0 of them: 0 is not known. */
function known<Field extends keyof Agent>(field: Field, value: number | undefined): Agent {
  return value !== undefined && value > 0 ? { [field]: value } : {};
}

async function readService(asked: AskedHost, reading: HostReading): Promise<RegistryKey | undefined> {
  let service: RegistryKey | undefined;
  await take(
    reading,
    ['serviceStartMode'],
    async () => facts.startModeIn((service = await readKey(asked, SERVICE_KEY))),
    asked.limit,
  );
  return service;
}

async function readProducts(asked: AskedHost): Promise<Agent> {
  const keys = [
    ...(await list(asked, UNINSTALL_KEY, { deep: true })),
    ...(await list(asked, UNINSTALL_KEY, { deep: true, view: 32 })),
  ];
  if (keys.length === 0) throw new Error('Programs and Features has no product, which no Windows is without');
  return { installedProducts: listProducts(keys, await readKey(asked, DEFENDER_KEY)) };
}

async function readRoots(asked: AskedHost): Promise<Agent> {
  const keys: RegistryKey[] = [];
  for (const store of ROOT_STORES) keys.push(...(await list(asked, store, { deep: true })));
  if (keys.length === 0) throw new Error('the root stores are empty, which those of no Windows are');
  return { trustedRoots: readRootNames(keys) };
}

function readKey({ registry, host, limit }: AskedHost, key: string): Promise<RegistryKey | undefined> {
  return registry.readKey(key, { ...(host !== undefined && { host }), limit });
}

function list(
  { registry, host, limit }: AskedHost,
  key: string,
  query: RegistryQuery = {},
): Promise<RegistryKey[]> {
  return registry.read(key, { ...query, ...(host !== undefined && { host }), limit });
}

/** Takes what `read` gives; where it fails, the reason for each of its fields. */
async function take(
  { fields, gaps }: HostReading,
  names: (keyof Agent)[],
  read: () => Promise<Agent>,
  { signal }: TimeLimit,
): Promise<void> {
  try {
    signal.throwIfAborted();
    // A share that does not answer holds its reader; what it tells later is nobody's concern.
    Object.assign(fields, await untilAborted(signal, read()));
  } catch (error) {
    gaps.push(...names.map((field) => ({ field, reason: messageOf(error) })));
  }
}
