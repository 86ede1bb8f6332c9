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
