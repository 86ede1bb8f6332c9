import { UserError, type ErrorCode } from '../model/errors';
import { builtInSchema, builtInValidator, type SchemaName } from './rules/built-in';

/** Each schema as an object that stays the same, by which its validator of every fault is found again. */
const schemas = new Map<SchemaName, Record<string, unknown>>();

/**
 * Holds a parsed document against its schema. The quick validator stops at the first fault; only then are all of
 * them looked for. @throws UserError with one line for each: file, pointer, what is wrong, what is allowed
 */
export async function checkDocument(
  document: unknown,
  name: SchemaName,
  file: string,
  code: ErrorCode,
): Promise<void> {
  const validate = await builtInValidator(name);
  if (validate(document)) return;
  const [{ findFaults }, { formatFaults }] = await Promise.all([
    import('./schema'),
    import('./schema-faults'),
  ]);
  const schema = schemas.get(name) ?? builtInSchema(name);
  schemas.set(name, schema);
  const lines = formatFaults(findFaults(schema, document), document, schema).map(
    (line) => `${file}: ${line}`,
  );
  throw new UserError(code, lines[0] ?? `${file}: does not fit the schema "${name}"`, lines.slice(1));
}

/** The documents that tp-doctor knows, by fields that only they have, each with the command that takes it. */
const KINDS: readonly [readonly string[], string][] = [
  [['hops'], 'a plan, which tp-doctor plan writes in other formats from the inventory'],
  [['older', 'newer'], 'a comparison, which tp-doctor diff writes in other formats from two reports'],
  [['tickets', 'compared'], 'a list of tickets, which --format tickets made of a report'],
  [['runs', 'version'], 'a SARIF log, which --format sarif made of a report'],
  [['collectedAt', 'environment'], 'an inventory, which tp-doctor check judges'],
  [['assert', 'remediation'], 'a rule, which tp-doctor check takes by its folder (--rules DIR)'],
];

/** What a document is that is not a report: a few words with the command that takes it; undefined where nothing tells. */
export function describeOther(document: unknown): string | undefined {
  if (Array.isArray(document)) return 'a list, as --format gitlab writes it';
  if (typeof document !== 'object' || document === null) return 'no report';
  if (Object.hasOwn(document, 'results') || Object.hasOwn(document, 'reports')) return undefined;
  const has = (field: string) => Object.hasOwn(document, field);
  const kind = KINDS.find(([fields]) => fields.every(has));
  if (kind) return kind[1];
  return has('verdict') ? undefined : describeLoose(has);
}

/** A configuration or facts may have any of their fields. */
function describeLoose(has: (field: string) => boolean): string | undefined {
  if (['failOn', 'waivers', 'rules', 'target'].some(has))
    return 'a configuration, which tp-doctor check takes as --config';
  return ['agents', 'policies', 'database', 'enterpriseManager', 'backups'].some(has)
    ? 'a part of an inventory, which tp-doctor gather takes as --facts or --merge'
    : 'no report';
}
