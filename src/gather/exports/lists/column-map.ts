import { UserError } from '../../../model/errors';
import { quote } from '../quote';
import { foldName } from '../fold-name';
import { AGENTS, POLICIES, type Field, type RecordKind } from './fields';
import { formatSuggestion } from './suggestion';

/** `--map`: the field of each column, by the folded name of the column; `columnName` as the user wrote it. */
export type ColumnMap = ReadonlyMap<string, { field: Field; columnName: string }>;

/**
 * Reads the values of `--map column=field`. One list serves both kinds of export: a field that only the other kind has
 * is not for this one. `agents.` or `policies.` before the field says it outright.
 * @throws UserError of code usage, with the nearest field for one that there is not
 */
export function readColumnMap(entries: readonly string[], kind: RecordKind): ColumnMap {
  const map = new Map<string, { field: Field; columnName: string }>();
  for (const entry of entries) {
    const { column, target } = splitEntry(entry);
    const field = findField(target, kind, entry);
    const before = map.get(foldName(column));
    if (field && before && before.field !== field) {
      throw usage(entry, `the column is already mapped to ${before.field.name}; map each column once`);
    }
    if (field) map.set(foldName(column), { field, columnName: column });
  }
  return map;
}

/** The last `=` divides, for a column may have one in its name and a field has none. */
function splitEntry(entry: string): { column: string; target: string } {
  const at = entry.lastIndexOf('=');
  const column = entry.slice(0, Math.max(at, 0)).trim();
  const target = entry.slice(at + 1).trim();
  if (foldName(column) === '' || target === '') {
    throw usage(entry, 'is not of the form column=field, for example "Host Name=name"');
  }
  return { column, target };
}

function findField(target: string, kind: RecordKind, entry: string): Field | undefined {
  const [section, name] = target.includes('.') ? target.split('.', 2) : [undefined, target];
  if (section !== undefined && section !== AGENTS.section && section !== POLICIES.section) {
    throw usage(entry, `"${quote(section)}" is neither agents nor policies`);
  }
  const kinds = [AGENTS, POLICIES].filter(
    (candidate) => section === undefined || candidate.section === section,
  );
  const names = kinds.flatMap((candidate) => candidate.fields).map((field) => field.name);
  if (name === undefined || !names.includes(name)) {
    const like = formatSuggestion(name ?? '', [...kind.fields.map((field) => field.name), ...names]);
    throw usage(entry, `there is no field "${quote(name ?? '')}"${like} Fields: ${names.join(', ')}`);
  }
  return kinds.includes(kind) ? kind.fields.find((field) => field.name === name) : undefined;
}

function usage(entry: string, what: string): UserError {
  return new UserError('usage', `--map ${quote(entry)}: ${what}`);
}
