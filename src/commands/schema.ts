import { builtInSchema, SCHEMA_NAMES } from '../load/rules/built-in';
import { factsSchema } from '../load/rules/facts-schema';
import { formatSuggestion } from '../engine/values/suggestions';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import type { Io } from './io';

/** The schema of facts is made from that of inventories. */
export const PRINTED_SCHEMAS = [...SCHEMA_NAMES, 'facts'] as const;

/** Prints the JSON Schema of a document. @throws UserError naming the nearest one */
export async function schema(name: string | undefined, io: Io): Promise<ExitCode> {
  const found = PRINTED_SCHEMAS.find((known) => known === name);
  if (!found) {
    const what =
      name === undefined
        ? 'schema: a name is missing'
        : `schema: there is no schema "${name}"${formatSuggestion(name, PRINTED_SCHEMAS)}`;
    throw new UserError('usage', `${what}; allowed: ${PRINTED_SCHEMAS.join(', ')}`);
  }
  const document = found === 'facts' ? factsSchema() : builtInSchema(found);
  io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return Promise.resolve(EXIT.ready);
}
