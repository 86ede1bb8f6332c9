import type { ParseError, ParseOptions } from 'jsonc-parser';
import { formatRepeatedKey } from '../engine/json/repeated-keys';
import { UserError, type ErrorCode } from '../model/errors';

/** Parses JSON. @throws UserError with file, line, column and what stands there */
export async function parseJson(text: string, file: string, code: ErrorCode): Promise<unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text) as unknown;
  } catch (error) {
    throw new UserError(code, `${file}: ${await locate(text)}`, [], { cause: error });
  }
  return refuseRepeatedKey(text, document, file, code);
}

/** Parses JSON in which a person may have put comments and trailing commas. @throws UserError as parseJson does */
export async function parseJsonWithComments(text: string, file: string, code: ErrorCode): Promise<unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text) as unknown;
  } catch {
    const read = await readTolerantly(text, { allowTrailingComma: true });
    if (read?.errors.length !== 0) return parseJson(text, file, code);
    document = read.document;
  }
  return refuseRepeatedKey(text, document, file, code);
}

/** The document, where every value of the text is in it. @throws UserError with the place of the second one */
function refuseRepeatedKey(text: string, document: unknown, file: string, code: ErrorCode): unknown {
  const fault = formatRepeatedKey(text, document);
  if (fault === undefined) return document;
  throw new UserError(code, `${file}: ${fault}`);
}

interface Read {
  document: unknown;
  errors: ParseError[];
}

/** Reads on after an error; undefined where lists are too deep for it, as it calls itself for each of them. */
async function readTolerantly(text: string, options: ParseOptions): Promise<Read | undefined> {
  const { parse } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  try {
    return { document: parse(text, errors, options) as unknown, errors };
  } catch {
    return undefined;
  }
}

/** V8 does not always say where; jsonc-parser does. It is read only when something is wrong. */
async function locate(text: string): Promise<string> {
  if (text.trim() === '') return 'is empty; a JSON document is expected';
  const { printParseErrorCode } = await import('jsonc-parser');
  const read = await readTolerantly(text.slice(0, 50_000_000), { disallowComments: true });
  if (!read) return 'is not valid JSON, and nested too deeply to say where';
  const [first] = read.errors;
  if (!first) return 'is not valid JSON';
  const before = text.slice(0, first.offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const found = JSON.stringify(text.slice(first.offset, first.offset + 20).split('\n', 1)[0]);
  const fault =
    first.offset >= text.trimEnd().length
      ? 'the file ends too early'
      : `${formatCode(printParseErrorCode(first.error))} at ${found}`;
  return `line ${before.length}, column ${column}: is not valid JSON: ${fault}`;
}

/** "CommaExpected" as "comma expected". */
function formatCode(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase();
}
