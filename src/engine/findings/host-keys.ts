import type { Inventory } from '../../model/inventory';
import { firstLabel, isAddress, parseNames, type HostName } from '../values/hosts';
import { findOwnAddress } from '../values/machines';

/** By what a row names its host; lower case. */
interface HostNames {
  name: string;
  /** Its domain as DNS has it, and as NetBIOS has it. */
  dns: string | undefined;
  netBios: string | undefined;
  /** That both are of this host, so that the row proves them to be one domain. */
  isProof: boolean;
}

/** The names of the host that a row stands for; undefined where it has none, not even an address. */
export function namesOf(row: unknown): HostNames | undefined {
  const { name, host, domain, fqdn, address } = textsOf(row);
  const written = parseNames(name ?? host ?? '');
  const full = parseNames(fqdn ?? '');
  const isSame = full.suffix !== undefined && isOrCuts(written.name, full.name);
  const isBare = isSame || isUnnamed(written.name);
  const found = (isBare && full.name) || written.name || firstAddress(address);
  if (!found) return undefined;
  const said = [domain, written.prefix].map(plainDomain);
  const suffixes = [isSame ? full.suffix : undefined, written.suffix, said.find(isDotted), full.suffix];
  return {
    name: isAddress(found) ? (findOwnAddress(found) ?? found) : found,
    dns: suffixes.find((suffix) => suffix !== undefined),
    netBios: said.find((text) => text !== undefined && !isDotted(text)),
    isProof: isSame || full.suffix === undefined,
  };
}

/** A NetBIOS name is cut after 15 characters; an address is no name at all. */
function isOrCuts(name: string, whole: string): boolean {
  return isUnnamed(name) || name === whole || (name.length === 15 && whole.startsWith(name));
}

function isUnnamed(name: string): boolean {
  return name === '' || isAddress(name);
}

function isDotted(domain: string | undefined): boolean {
  return domain?.includes('.') === true;
}

function plainDomain(text: string | undefined): string | undefined {
  const plain = text?.trim().toLowerCase().replace(/[.]$/, '');
  return plain === '' ? undefined : plain;
}

function firstAddress(address: string | undefined): string | undefined {
  return address?.split(/[\s,;]+/).find((text) => findOwnAddress(text) !== undefined);
}

type Named = Partial<Record<'name' | 'host' | 'domain' | 'fqdn' | 'address', unknown>>;

function textsOf(row: unknown): { [Field in keyof Named]: string | undefined } {
  const { name, host, domain, fqdn, address } = (typeof row === 'object' && row !== null ? row : {}) as Named;
  return {
    name: textOf(name),
    host: textOf(host),
    domain: textOf(domain),
    fqdn: textOf(fqdn),
    address: textOf(address),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/**
 * By what a host is known again: its FQDN; where only a NetBIOS domain is known and nothing proves which DNS domain that is,
 * `domain\name`; else its bare name. The same however a row writes it (docs/baseline.md).
 */
export function hostKey({ name, dns, netBios }: HostNames, dnsOf: DnsOf): string {
  const suffix = dns ?? (netBios && dnsOf(netBios));
  const domain = suffix ?? netBios;
  if (domain === undefined) return name;
  return suffix === undefined || isAddress(name) ? `${domain}\\${name}` : `${name}.${suffix}`;
}

/** As reports of 1.0 have it: the first label of a domain counted for the whole of it. */
export function formerHostKey({ name, domain }: HostName): string {
  return domain === undefined ? name : `${firstLabel(domain)}\\${name}`;
}

/** The DNS name of a NetBIOS domain; undefined where nothing proves one. */
export type DnsOf = (netBios: string) => string | undefined;

const known = new WeakMap<Inventory, Map<string, Set<string>>>();

/** What the rows of inventories prove about domains. A NetBIOS name of which they say two things stands for itself. */
export function domainsOf(inventories: readonly (Inventory | undefined)[]): DnsOf {
  return (netBios) => {
    const found = new Set<string>();
    for (const inventory of inventories)
      for (const dns of (inventory && proofsOf(inventory).get(netBios)) ?? []) found.add(dns);
    return found.size === 1 ? [...found][0] : undefined;
  };
}

/** Read once, and only where a finding asks. */
function proofsOf(inventory: Inventory): Map<string, Set<string>> {
  const read = known.get(inventory);
  if (read) return read;
  const proofs = new Map<string, Set<string>>();
  known.set(inventory, proofs);
  const { agents, activityMonitor, enterpriseManager } = inventory;
  for (const rows of [[enterpriseManager], activityMonitor?.agents, agents])
    for (const row of Array.isArray(rows) ? rows : []) addProof(proofs, row);
  return proofs;
}

function addProof(proofs: Map<string, Set<string>>, row: unknown): void {
  const { dns, netBios, isProof } = namesOf(row) ?? {};
  if (!isProof || dns === undefined || netBios === undefined) return;
  const all = proofs.get(netBios) ?? new Set();
  proofs.set(netBios, all.add(dns));
}
