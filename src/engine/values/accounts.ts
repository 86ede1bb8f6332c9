/** A Windows account: its name and what stands before it, lower case; `user@domain` has its domain behind it. */
export interface Account {
  user: string;
  /** "" or "." for the machine itself; undefined where the text names none. */
  domain: string | undefined;
}

/** What an account is to other machines; undefined where the text does not say it. */
export type AccountKind = 'domain' | 'local' | 'local-service' | 'computer';

const BUILT_IN = /^(?:nt authority|nt service)$/;

/** Reads `DOMAIN\user`, `user@domain`, `.\user`, `LocalSystem` and `NT AUTHORITY\NETWORK SERVICE`. */
export function parseAccount(text: string): Account {
  const folded = text.trim().toLowerCase();
  const [, domain, user] = /^([^\\]*)\\(.*)$/.exec(folded) ?? [];
  if (user !== undefined) return { user: user.trim(), domain: domain?.trim() };
  const [name = '', ...suffix] = folded.split('@');
  return { user: name.trim(), domain: suffix.length === 1 ? suffix[0]?.trim() : undefined };
}

/** Whether the account is LocalSystem, which may do everything on its machine. */
export function isLocalSystem({ user, domain }: Account): boolean {
  return domain === undefined || BUILT_IN.test(domain) ? user === 'localsystem' || user === 'system' : false;
}

/**
 * What an account of a service on the machine `host` is. Services of Windows reach others as the computer, which is an
 * account of the domain; LocalService reaches nobody.
 * @param host name of the machine, where that is known
 */
export function kindOfAccount(account: Account, host: string | undefined): AccountKind | undefined {
  const { user, domain } = account;
  if (isLocalSystem(account)) return 'computer';
  if (domain === 'nt service') return 'computer';
  const service = /^(network|local) ?service$/.exec(user)?.[1];
  if (service && (domain === undefined || domain === 'nt authority'))
    return service === 'network' ? 'computer' : 'local-service';
  if (user === '' || domain === undefined) return undefined;
  if (isSelf(domain, host)) return 'local';
  // Other words before the backslash are those of Windows in another language.
  return host === undefined || !/^[a-z0-9._-]+$/.test(domain) ? undefined : 'domain';
}

/** A NetBIOS name has 15 characters at most. */
function isSelf(domain: string, host: string | undefined): boolean {
  return domain === '' || domain === '.' || (host !== undefined && domain === host.slice(0, 15));
}

/** Whether two texts mean one account of the machine `host`; undefined where their domains cannot be compared. */
export function isSameAccount(a: Account, b: Account, host: string | undefined): boolean | undefined {
  if (a.user !== b.user) return false;
  if (a.domain === undefined || b.domain === undefined) return undefined;
  const [left, right] = [a.domain, b.domain].map((domain) => (isSelf(domain, host) ? '.' : domain));
  if (left === right) return true;
  // NetBIOS and DNS names of a domain may have nothing in common.
  return left === '.' || right === '.' || left?.includes('.') === right?.includes('.') ? false : undefined;
}
