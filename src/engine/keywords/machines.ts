import {
  isLocalSystem,
  isSameAccount,
  kindOfAccount,
  parseAccount,
  type AccountKind,
} from '../values/accounts';
import { hasName, isSameManager, isSameServer, type Manager } from '../compare/estates';
import { isAddress, parseHost, parseServer } from '../values/hosts';
import { isLocal, isMachine, type Machine } from '../values/machines';
import { isInside, parsePath, type FolderPath } from '../values/paths';
import type { Scope } from '../scope/scope';
import { parseScopePointer, valueIn } from '../values/pointers';
import {
  cannotRead,
  createReader,
  lacks,
  notKnown,
  orData,
  type Data,
  type Judge,
  type Keyword,
} from './keyword';

/** Where the names of the Enterprise Manager's machine are. */
const MACHINE_PATHS = ['host', 'fqdn', 'address'].map((field) => `/inventory/enterpriseManager/${field}`);

/** The names of the machine that has this one: all that the Enterprise Manager has, where it is its own. */
function machineNamed(host: string, { inventory }: Scope): Machine {
  const { enterpriseManager } = inventory;
  return host === enterpriseManager?.host ? enterpriseManager : { host };
}

/** The server is on another host than the one given. A name of the machine itself is the same host (E8). */
export const otherHostThan: Keyword = {
  judges: ['text'],
  valueSchema: orData({ type: 'string' }),
  reads: () => ({ scope: MACHINE_PATHS }),
  compile: (value: Data<string>): Judge => {
    const read = createReader(value);
    return (server, scope) => {
      const other = read(scope);
      if (typeof server !== 'string') return cannotRead(server, 'is no server');
      const isSame = isMachine(
        parseServer(server).name,
        typeof other === 'string' ? machineNamed(other, scope) : {},
      );
      if (isSame) return { expected: `not ${other ?? 'the same machine'}` };
      if (typeof other !== 'string') return lacks(value);
      return isSame === undefined ? cannotRead(server, `cannot be compared with ${other}`) : undefined;
    };
  },
};

/** The server and its instance are those of another connection string, however each is written. */
export const sameServerAs: Keyword = {
  valueSchema: orData({ type: 'string' }),
  compile: (value: Data<string>): Judge => {
    const read = createReader(value);
    return (server, scope) => {
      const other = read(scope);
      if (typeof other !== 'string') return lacks(value);
      const isSame = typeof server === 'string' ? isSameServer(server, other) : undefined;
      if (isSame === undefined) return cannotRead(server, `cannot be compared with ${other}`);
      return isSame ? undefined : { expected: other };
    };
  },
};

const MANAGER_FIELDS = ['/host', '/fqdn', '/address', '/domain'];

/** The Enterprise Manager is on the machine of the one at a pointer into the scope. */
export const sameManagerAs: Keyword = {
  valueSchema: { type: 'string', pattern: '^/' },
  reads: (path: string) => ({ below: MANAGER_FIELDS, scope: MANAGER_FIELDS.map((field) => path + field) }),
  compile: (path: string): Judge => {
    const pointer = parseScopePointer(path);
    return (manager, scope) => {
      const [own, other] = [manager, valueIn(scope, pointer)] as (Manager | undefined)[];
      const isSame = own && other ? isSameManager(own, other) : undefined;
      if (isSame === undefined) return notKnown(own && hasName(own) ? `${path}/host` : '/subject/host');
      return isSame ? undefined : { expected: other?.fqdn ?? other?.host ?? '' };
    };
  },
};

/**
 * The text is a host name, not an address, so that it can be compared with a name. The address of the machine itself will do
 * for that, but not where it is a certificate that has the name (`dns`, D8).
 */
export const hostName: Keyword = {
  judges: ['text'],
  valueSchema: { enum: [true, 'dns'] },
  compile:
    (kind: true | 'dns'): Judge =>
    (server) => {
      if (typeof server !== 'string') return cannotRead(server, 'is no host');
      const { name } = parseServer(server);
      const isNamed = !isAddress(name) || (kind === true && isLocal(name));
      return isNamed ? undefined : { expected: 'a host name' };
    },
};

/**
 * The path is not the folder given or below it, however both are written: in other letters, by a share of the Enterprise
 * Manager's machine, with `..`, `\\?\` or a short name. What only the machine itself could resolve is neither yes nor no.
 */
export const outsideOf: Keyword = {
  judges: ['text'],
  valueSchema: orData({ type: 'string' }),
  reads: () => ({ scope: MACHINE_PATHS }),
  compile: (value: Data<string>): Judge => {
    const read = createReader(value);
    return (text, scope) => {
      const folder = read(scope);
      if (typeof folder !== 'string') return lacks(value);
      const [path, around] = [typeof text === 'string' ? parsePath(text) : undefined, parsePath(folder)];
      if (!path) return cannotRead(text, 'is no full path');
      if (!around) return lacks(value);
      const inside = isBelow(path, around, scope.inventory.enterpriseManager ?? {});
      if (inside === undefined) return cannotRead(text, `may be in ${folder}`);
      return inside ? { expected: `outside ${folder}` } : undefined;
    };
  },
};

/** As isInside, where one of the two or both may be shares; what is none is on the machine given. */
function isBelow(path: FolderPath, folder: FolderPath, machine: Machine): boolean | undefined {
  const isSame = isSameMachine(path.host, folder.host, machine);
  if (isSame === false) return false;
  const inside = isInside(path, folder);
  if (isDrive(path) && isDrive(folder)) return inside === false ? false : isSame && inside;
  // What is behind a share, the machine alone knows; below one and the same share it does not matter.
  if (path.root === folder.root && path.host === folder.host) return inside;
  return undefined;
}

function isDrive({ root, host }: FolderPath): boolean {
  return host === undefined || root.endsWith(':');
}

function isSameMachine(
  host: string | undefined,
  of: string | undefined,
  machine: Machine,
): boolean | undefined {
  if (host === of) return true;
  const own = of === undefined ? machine : { host: of };
  // A path without a share was seen on the machine of the folder, or on the one that gathered.
  return host === undefined ? undefined : isMachine(parseHost(host).name, own);
}

interface Kinds {
  is: AccountKind[];
  /** The machine that the service runs on. */
  on: Data<string>;
}

/** The account of a service is of one of these kinds (E14, E17). */
export const accountKind: Keyword = {
  judges: ['text'],
  valueSchema: {
    type: 'object',
    properties: {
      is: { type: 'array', items: { enum: ['domain', 'local', 'local-service', 'computer'] }, minItems: 1 },
      on: orData({ type: 'string' }),
    },
    required: ['is', 'on'],
    additionalProperties: false,
  },
  compile: ({ is, on }: Kinds): Judge => {
    const read = createReader(on);
    return (text, scope) => {
      const host = hostNamed(read(scope));
      const kind = typeof text === 'string' ? kindOfAccount(parseAccount(text), host) : undefined;
      if (kind === undefined)
        return host === undefined ? lacks(on) : cannotRead(text, 'names no known account');
      return is.includes(kind) ? undefined : { expected: 'an account of the domain' };
    };
  },
};

/** The name of a machine, lower case; undefined where only its address is known. */
function hostNamed(text: unknown): string | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const { name } = parseServer(text);
  return isLocal(name) || isAddress(name) ? undefined : name;
}

interface Member {
  name?: unknown;
  kind?: unknown;
}

/** The account is in the list of local administrators; a group that is listed leaves it open (F5). */
export const administratorIn: Keyword = {
  judges: ['text'],
  valueSchema: { type: 'string', pattern: '^/' },
  reads: (list: string) => ({
    scope: [`${list}/*/name`, `${list}/*/kind`, '/inventory/enterpriseManager/host'],
  }),
  compile: (list: string): Judge => {
    const pointer = parseScopePointer(list);
    return (text, scope) => {
      if (typeof text !== 'string') return cannotRead(text, 'is no account');
      const account = parseAccount(text);
      if (isLocalSystem(account)) return undefined;
      const members = valueIn(scope, pointer);
      if (!Array.isArray(members) || members.length === 0) return notKnown(list);
      const host = hostNamed(scope.inventory.enterpriseManager?.host);
      const found = (members as Member[]).map(({ name, kind }) =>
        typeof name === 'string'
          ? isMember(name, kind, (other) => isSameAccount(account, other, host))
          : undefined,
      );
      if (found.includes(true)) return undefined;
      if (found.includes(undefined)) return { unreadable: 'may be in a group that is listed', at: list };
      return { expected: 'a local administrator' };
    };
  },
};

function isMember(
  name: string,
  kind: unknown,
  isSame: (other: ReturnType<typeof parseAccount>) => boolean | undefined,
): boolean | undefined {
  const same = isSame(parseAccount(name));
  return same === true || kind === 'user' ? same : undefined;
}
