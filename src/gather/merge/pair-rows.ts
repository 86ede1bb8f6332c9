import type { HostName } from '../../engine/values/hosts';
import { textKey } from '../../engine/scope/lookups';
import { parseHost, sameHost } from '../../engine/values/hosts';
import { isPlaceholder } from '../../engine/values/placeholders';

export type Row = Record<string, unknown>;
/** For each row of the older list the row of the fresher one that it belongs to, or undefined. */
export type Partners = (Row | undefined)[];

/** How the rows of two lists are paired, by the list's path in the inventory. A list not named here is replaced whole. */
export const PAIRED: Record<string, (fresher: Row[], older: Row[]) => Partners> = {
  '/agents': pairHosts,
  '/policies': pairBy((row) => text(row.guid) || text(row.id) || text(row.name)),
  '/policyExports': pairBy((row) => text(row.path)),
  '/database/databases': pairBy((row) => text(row.name)),
  '/remoteConsoles': pairBy((row) => text(row.host)),
  '/epeRestSites': pairBy((row) => text(row.host)),
  '/activityMonitor/agents': pairBy((row) => text(row.id) || text(row.host)),
};

/**
 * One row to one row, never two of one list to the same: two rows for one host are a finding (B12), and merging must
 * not hide it. Rows that agree in name and domain go first, then those of which one has no domain.
 */
function pairHosts(fresher: Row[], older: Row[]): Partners {
  const free = groupByHost(fresher);
  const partners: Partners = older.map(() => undefined);
  for (const fits of [exactly, sameHost]) {
    older.forEach((row, at) => (partners[at] ??= takePartner(free, hostOf(row), fits)));
  }
  return partners;
}

type Candidate = { name: HostName; row: Row };

function groupByHost(rows: Row[]): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const row of rows) {
    const name = hostOf(row);
    const group = groups.get(name.name);
    if (group) group.push({ name, row });
    else groups.set(name.name, [{ name, row }]);
  }
  return groups;
}

function takePartner(
  free: Map<string, Candidate[]>,
  name: HostName,
  fits: (a: HostName, b: HostName) => boolean,
): Row | undefined {
  // A row without a name is nobody's.
  const group = (name.name && free.get(name.name)) || [];
  const at = group.findIndex((candidate) => fits(candidate.name, name));
  return at < 0 ? undefined : group.splice(at, 1)[0]?.row;
}

function exactly(a: HostName, b: HostName): boolean {
  return a.domain !== undefined && b.domain !== undefined && sameHost(a, b);
}

/** The name of an agent's row counts first; its FQDN tells a host of which only that is known. */
function hostOf(row: Row): HostName {
  return parseHost(text(row.name) || text(row.fqdn), text(row.domain), text(row.fqdn));
}

function pairBy(keyOf: (row: Row) => string): (fresher: Row[], older: Row[]) => Partners {
  return (fresher, older) => {
    const free = new Map(fresher.map((row) => [keyOf(row), row]));
    return older.map((row) => {
      const key = keyOf(row);
      const partner = key === '' ? undefined : free.get(key);
      free.delete(key);
      return partner;
    });
  };
}

function text(value: unknown): string {
  return typeof value === 'string' && !isPlaceholder(value) ? (textKey(value) ?? '') : '';
}
