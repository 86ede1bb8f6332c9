import { builtInSchema, SCHEMA_NAMES } from '../load/rules/built-in';
import { formatSuggestion } from '../engine/values/suggestions';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import type { Io } from './io';

/** Prints the JSON Schema of a document. @throws UserError naming the nearest one */
export async function schema(name: string | undefined, io: Io): Promise<ExitCode> {
  const found = SCHEMA_NAMES.find((known) => known === name);
  if (!found) {
    const what =
      name === undefined
        ? 'schema: a name is missing'
        : `schema: there is no schema "${name}"${formatSuggestion(name, SCHEMA_NAMES)}`;
    throw new UserError('usage', `${what}; allowed: ${SCHEMA_NAMES.join(', ')}`);
  }
  io.stdout.write(`${JSON.stringify(builtInSchema(found), null, 2)}\n`);
  return Promise.resolve(EXIT.ready);
}
