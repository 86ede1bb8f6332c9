import { parseNames } from '../../engine/values/hosts';
import { isLocal } from '../../engine/values/machines';
import type { Agent } from '../../model/inventory';
import type { OwnName } from './host/registry-facts';

/** The names of a host as a list of Agents gives them. */
export type ListedHost = Pick<Agent, 'name' | 'domain' | 'fqdn'>;

/** Longer is no name in DNS. */
const LONGEST_NAME = 253;
/** Letters, digits, hyphens and underscores: nothing that means anything in a path, in an argument or to a program. */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
/** The last part of an address, however it is written. */
const NUMBER = /^(?:[0-9]+|0x[0-9a-f]*)$/i;
/** Windows takes this for an IPv6 address. */
const ADDRESS_SUFFIX = /[.]ipv6-literal[.]net$/i;
/** Windows cuts the NetBIOS name of a host to that. */
const NETBIOS_LENGTH = 15;

/**
 * The name by which the host of a row is asked: its FQDN, else its name with its domain in DNS, else its name. Lists come from
 * outside, and the name becomes part of a path and of an argument: lower case, and undefined for all that is not plainly a name, and for addresses
 * and names of this machine itself.
 */
export function findTarget({ name, domain, fqdn }: ListedHost): string | undefined {
  const bare = parseNames(name ?? '').name;
  const suffix = domain?.includes('.') ? `.${domain}` : '';
  const target = [fqdn, name?.includes('.') ? name : `${bare}${suffix}`]
    .map((one) => one?.trim().toLowerCase().replace(/[.]$/, '') ?? '')
    .find((one) => one !== '');
  return target !== undefined && isHostName(target) ? target : undefined;
}

/** Whether a text is the name of another host: NetBIOS or DNS, no address. */
export function isHostName(text: string): boolean {
  const labels = text.split('.');
  return (
    text.length <= LONGEST_NAME &&
    labels.every((label) => LABEL.test(label)) &&
    !NUMBER.test(labels.at(-1) ?? '') &&
    !ADDRESS_SUFFIX.test(text) &&
    !isLocal(text)
  );
}

/**
 * Whether the host that answered is the one of the row: its own name is the listed one, and its suffix in DNS no other. The NetBIOS
 * name of a domain says nothing of its name in DNS.
 */
export function isListedAs({ host, domain }: OwnName, { name, domain: listed, fqdn }: ListedHost): boolean {
  const asked = parseNames(name || fqdn || '');
  const own = host.toLowerCase();
  const isNamed = asked.name === own || (asked.name.length === NETBIOS_LENGTH && own.startsWith(asked.name));
  const suffixes = [parseNames(fqdn ?? '').suffix, asked.suffix, listed?.includes('.') ? listed : undefined];
  const known = suffixes.filter((one) => one !== undefined && one !== '');
  return isNamed && (!domain || known.every((one) => one?.toLowerCase() === domain.toLowerCase()));
}
