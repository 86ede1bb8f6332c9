import type { Conflict, Inventory } from '../../model/inventory';
import { joinPath, parseTokens, valueAt } from '../values/pointers';
import type { MissingReason } from './incomplete';

/** The objects of an inventory that sources can contradict each other about. */
const OBJECTS = [
  '/enterpriseManager',
  '/certsInfo',
  '/database',
  '/database/login',
  '/database/databases/*',
  '/policies/*',
  '/policyExports/*',
  '/activityMonitor',
  '/activityMonitor/agents/*',
  '/reportingModule',
  '/decisions',
  '/policyVerifier',
  '/remoteConsoles/*',
  '/epeRestSites/*',
  '/agents/*',
  '/agents/*/loggingIni',
].map(parseTokens);

/** Fields that would say something else, or be proof by themselves, where the contested one is not known. */
const TAKEN_ALONG: readonly (readonly [contested: string, along: string])[] = [
  ['configDatabase', 'databases'],
  ['dataDatabase', 'databases'],
  ['fullBackupFound', 'lastFullBackupAt'],
  ['found', 'files'],
  ['found', 'certificates'],
  ['customSigned', 'files'],
  ['installed', 'version'],
];

/** Fields that say what a section is about: where they are contested, nothing in it is known to be of this estate. */
const IDENTITIES = new Set(['/enterpriseManager/host', '/enterpriseManager/fqdn', '/database/server']);

type Row = Record<string, unknown> & { conflicts?: readonly Conflict[] | null };

/** The inventory without the fields that its sources contradict each other about; itself where there are none. */
export function withoutContested(inventory: Inventory): Inventory {
  return OBJECTS.reduce<unknown>((whole, tokens) => change(whole, tokens, 0), inventory) as Inventory;
}

/** What did not change is shared: nearly always everything. */
function change(value: unknown, tokens: readonly string[], at: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const token = tokens[at];
  if (token === undefined) return withoutFields(value as Row, tokens);
  if (token !== '*') {
    const inner = (value as Row)[token];
    const changed = change(inner, tokens, at + 1);
    return changed === inner ? value : { ...value, [token]: changed };
  }
  if (!Array.isArray(value)) return value;
  let copy: unknown[] | undefined;
  for (let row = 0; row < value.length; row++) {
    const changed = change(value[row], tokens, at + 1);
    if (changed !== value[row]) (copy ??= [...(value as unknown[])])[row] = changed;
  }
  return copy ?? value;
}

function withoutFields(row: Row, tokens: readonly string[]): Row {
  if (!row.conflicts?.length) return row;
  if (row.conflicts.some(({ field }) => isIdentity(tokens, field))) return { conflicts: row.conflicts };
  const contested = new Set(row.conflicts.flatMap(({ field }) => [field, ...alongWith(field)]));
  return Object.fromEntries(Object.entries(row).filter(([field]) => !contested.has(field)));
}

function isIdentity(tokens: readonly string[], field: string): boolean {
  return IDENTITIES.has(joinPath('', [...tokens, field]));
}

function alongWith(field: string): string[] {
  return TAKEN_ALONG.filter(([contested]) => contested === field).map(([, along]) => along);
}

/** The conflict for which the evidence at `path` does not count, in words; undefined where there is none. */
export function findConflict(inventory: Inventory, path: string): MissingReason | undefined {
  const tokens = parseTokens(path);
  for (const [at, token] of tokens.entries()) {
    const row = valueAt(inventory, tokens.slice(0, at)) as Row | undefined;
    const around = tokens.slice(0, at);
    const conflict = row?.conflicts?.find(
      ({ field }) => field === token || alongWith(field).includes(token) || isIdentity(around, field),
    );
    if (conflict) return formatConflict(conflict);
  }
  return undefined;
}

function formatConflict({ field, kept, keptSource, other, source, asOf }: Conflict): MissingReason {
  const time = asOf ? ` (${asOf})` : '';
  return {
    source: keptSource ?? '(unknown)',
    reason: `says ${field} is ${kept ?? '(unknown)'}, source ${source ?? '(unknown)'} says ${other ?? '(unknown)'}${time}`,
  };
}
