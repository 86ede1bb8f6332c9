/** A host as some table, grid or connection string writes it. Lower case; `domain` is NetBIOS or DNS. */
export interface HostName {
  name: string;
  domain: string | undefined;
}

/**
 * Reads `HOST`, `DOMAIN\HOST`, `host.domain.com`, `tcp:HOST,1433`, `HOST:4494`, `2001:db8::1` and `[::1]:1433` (fact
 * B12, catalogue: compared without regard to case, port and domain suffix). A separate domain or FQDN fills in a domain that
 * the name itself lacks.
 */
export function parseHost(text: string, domain?: string | null, fqdn?: string | null): HostName {
  // Nearly every row is a bare name with a domain beside it.
  if (domain && !/[\\.,:\s]/.test(text))
    return { name: text.toLowerCase(), domain: domain.trim().toLowerCase() };
  const { prefix, name, suffix } = parseNames(text);
  const given = [
    prefix,
    domain?.trim().toLowerCase(),
    suffix,
    splitSuffix(fqdn?.trim().toLowerCase() ?? '').suffix,
  ];
  return { name, domain: given.find((one) => one !== undefined && one !== '') };
}

/** The parts of a host as it is written, lower case: what stands before a backslash, its name, and its suffix in DNS. */
export function parseNames(text: string): {
  prefix: string | undefined;
  name: string;
  suffix: string | undefined;
} {
  const [, prefix, bare = ''] = /(?:([^\\]*)\\)?(.*)/s.exec(text.trim().toLowerCase()) ?? [];
  return { prefix, ...splitSuffix(withoutPort(bare.replace(/^tcp:/, '').trim())) };
}

/**
 * Reads the server of a connection string: like a host, but what follows a backslash is the instance. Shared memory (`lpc:`)
 * is the machine itself; a named pipe is `\\HOST\pipe\…`.
 */
export function parseServer(text: string): HostName {
  const [, protocols = '', server = ''] = /((?:\s*(?:tcp|np|lpc|admin)\s*:)*)(.*)/is.exec(text) ?? [];
  if (/lpc/i.test(protocols)) return { name: '(local)', domain: undefined };
  const ofPipe = /^\s*\\\\([^\\]+)/.exec(server)?.[1];
  return parseHost(ofPipe ?? server.split('\\', 1)[0] ?? '');
}

/** An IPv6 address has two colons at least; its port stands after a bracket or a comma. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed.trim();
  const [host = ''] = text.split(',', 1);
  return (isAddress(host) ? host : (host.split(':', 1)[0] ?? '')).trim();
}

function splitSuffix(host: string): { name: string; suffix: string | undefined } {
  const dot = host.indexOf('.');
  if (dot <= 0 || isAddress(host)) return { name: host, suffix: undefined };
  // The root of DNS may stand at the end.
  return { name: host.slice(0, dot), suffix: host.slice(dot + 1).replace(/[.]$/, '') };
}

/** Whether `host` is an IP address, which cannot be compared with a name. */
export function isAddress(host: string): boolean {
  return /^[0-9]{1,3}([.][0-9]{1,3}){3}$/.test(host) || host.indexOf(':') < host.lastIndexOf(':');
}

/** The first label of a DNS domain, which is its NetBIOS name as a rule. */
export function firstLabel(domain: string): string {
  return domain.split('.', 1)[0] ?? domain;
}

/** Whether two domains are the same, where one may be written as NetBIOS and the other as DNS name. */
export function sameDomain(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.includes('.') === b.includes('.')) return false;
  return firstLabel(a) === firstLabel(b);
}

/** Whether two hosts are one: same name, and no two different domains. */
export function sameHost(a: HostName, b: HostName): boolean {
  if (a.name !== b.name) return false;
  return a.domain === undefined || b.domain === undefined || sameDomain(a.domain, b.domain);
}

/** The host that a row of a list stands for: an Agent, or an agent of Activity Monitor; undefined where it has no name. */
export function hostOf(row: unknown): HostName | undefined {
  const { name, host, domain, fqdn } = (typeof row === 'object' && row !== null ? row : {}) as Named;
  const text = textOf(name) ?? textOf(host);
  if (text === undefined || text.trim() === '') return undefined;
  return parseHost(text, textOf(domain), textOf(fqdn));
}

interface Named {
  name?: unknown;
  host?: unknown;
  domain?: unknown;
  fqdn?: unknown;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
