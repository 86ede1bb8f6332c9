import { isAddress, parseHost } from './hosts';

/** The names by which one machine is known. */
export interface Machine {
  host?: string | null | undefined;
  fqdn?: string | null | undefined;
  address?: string | null | undefined;
}

const LOCAL = new Set(['', '.', '(local)', '(localdb)', 'localhost', 'loopback', 'ip6-localhost']);

/** Whether a host, as parseHost has it, is another name of the machine itself. */
export function isLocal(host: string): boolean {
  return LOCAL.has(host) || /^(?:127[.]|0[.]0[.]0[.]0$|\[::1?\]$|\[::ffff:7f)/.test(formatAddress(host));
}

/** An address as there is only one way to write it; other text as it is. */
function formatAddress(host: string): string {
  // Only what could be one: a name of hexadecimal letters with a number at its end is taken for one by nobody.
  if (!host.includes(':') && !/^[0-9a-fx.]*[.0-9]$/.test(host)) return host;
  const text = host.includes(':') ? `[${host.replace(/%.*/s, '')}]` : host;
  try {
    return new URL(`http://${text}`).hostname;
  } catch {
    return host;
  }
}

const PLAIN = /^(?:0|[1-9][0-9]{0,2})(?:[.](?:0|[1-9][0-9]{0,2})){3}$/;
/** What is the address of no machine alone: of itself, of none, of all, or one that it gives itself for want of another. */
const NOBODYS = /^(?:127[.]|0[.]|169[.]254[.]|255[.]255[.]255[.]255$|\[(?:::1?|::ffff:7f.*|fe[89ab].*)\]$)/;

/** The address that a text is, as there is only one way to write it; undefined where it is none, or that of no machine alone. */
export function findOwnAddress(text: string): string | undefined {
  const host = text.replace(/^\[|\]$/g, '').toLowerCase();
  if (!PLAIN.test(host) && !isAddress(host)) return undefined;
  const address = PLAIN.test(host) ? host : formatAddress(host);
  return NOBODYS.test(address) ? undefined : address;
}

/** Whether a host is this machine; undefined where a name and an address cannot be compared. */
export function isMachine(host: string, { host: name, fqdn, address }: Machine): boolean | undefined {
  if (isLocal(host)) return true;
  const known = [name, fqdn, address].flatMap((one) => (one ? [parseHost(one).name] : []));
  const names = known.filter((one) => !isLocal(one)).map(formatAddress);
  const written = formatAddress(host);
  if (names.includes(written)) return true;
  // A machine may have any number of addresses.
  const isName = (one: string) => !isAddress(one.replace(/^\[|\]$/g, ''));
  return isName(written) && names.some(isName) ? false : undefined;
}
