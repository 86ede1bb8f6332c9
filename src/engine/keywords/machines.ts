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
