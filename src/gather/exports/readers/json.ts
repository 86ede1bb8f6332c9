import type { JsonTypes, ParsedElementInfo, TokenType } from '@streamparser/json';
import { SourceError } from '../../source';
import { quote } from '../quote';
import type { Raw, RowSink } from './row';
import { BOUNDS } from './row';

type Json = ParsedElementInfo['value'] | undefined;

/**
 * Reads JSON as ConvertTo-Json writes it: an array of objects, one object, or objects under `value` (OData, and the
 * wrapper of PowerShell 5). Only one record is in memory at a time.
 * @throws SourceError
 */
export async function readJson(file: string, pieces: AsyncIterable<string>, sink: RowSink): Promise<void> {
  const { Tokenizer, TokenizerError, TokenParser, TokenParserError, TokenType } =
    await import('@streamparser/json');
  const tokenizer = new Tokenizer();
  const tokenParser = new TokenParser({ paths: ['$.*', '$.value.*'], keepStack: false });
  const records = new Records(sink);
  const progress = { read: 0, at: 0, depth: 0 };
  tokenParser.onValue = (found) => {
    progress.at = progress.read;
    records.take(found);
  };
  tokenizer.onToken = (token) => {
    names.take(token.token, token.value);
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) progress.depth++;
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) progress.depth--;
    if (progress.depth > BOUNDS.depth) throw new TooMuch(`is nested more than ${BOUNDS.depth} deep`);
    tokenParser.write(token);
  };
  const names = new Names(TokenType);
  tokenizer.onError = rethrow;
  tokenParser.onError = rethrow;
  try {
    for await (const piece of pieces) {
      tokenizer.write(piece);
      progress.read += piece.length;
      if (progress.read - progress.at > BOUNDS.record) throw new TooMuch('has a record longer than 16 MiB');
    }
    if (!tokenizer.isEnded) tokenizer.end();
    if (!tokenParser.isEnded) throw new TooMuch('ends in the middle of a value');
    records.end();
  } catch (cause) {
    const isSyntax = cause instanceof TokenizerError || cause instanceof TokenParserError;
    if (!isSyntax && !(cause instanceof TooMuch)) throw cause;
    const what = isSyntax ? 'the text is not JSON there' : cause.message;
    throw new SourceError(`${quote(file)}: cannot be read as JSON after record ${records.count}: ${what}`, {
      cause,
    });
  }
}

class TooMuch extends Error {}

/** Watches for a name that an object has twice: the parser would drop the first value. */
class Names {
  private readonly open: Set<string>[] = [];
  private last: unknown;

  constructor(private readonly types: typeof TokenType) {}

  take(type: TokenType, value: unknown): void {
    const { LEFT_BRACE, LEFT_BRACKET, RIGHT_BRACE, RIGHT_BRACKET, COLON } = this.types;
    if (type === COLON) this.add(String(this.last));
    else if (type === LEFT_BRACE || type === LEFT_BRACKET) this.open.push(new Set());
    else if (type === RIGHT_BRACE || type === RIGHT_BRACKET) this.open.pop();
    this.last = value;
  }

  private add(name: string): void {
    const names = this.open.at(-1);
    if (names?.has(name)) throw new TooMuch(`"${quote(name)}" stands twice in one object; keep one of them`);
    names?.add(name);
  }
}

function rethrow(error: Error): never {
  throw error;
}

/** Sorts what the parser emits into records: items of the array or of `value`, or the fields of the one object. */
class Records {
  count = 0;
  private readonly single: JsonTypes.JsonObject = Object.create(null) as JsonTypes.JsonObject;

  constructor(private readonly sink: RowSink) {}

  take({ value, key, parent, stack }: ParsedElementInfo): void {
    if (Array.isArray(parent)) {
      this.emit(value);
      // The items of `value` are emitted inside a value that is emitted too, so the parser would keep them.
      if (stack.length > 1) parent.length = 0;
    } else if (typeof key === 'string' && stack.length === 1) {
      this.single[key] = value as JsonTypes.JsonPrimitive;
    }
  }

  /** @throws TooMuch where the list is only a part of one */
  end(): void {
    if (Array.isArray(this.single['value'])) {
      const { Count: all = this.count } = this.single;
      const next = Object.keys(this.single).find((name) => /next_?link$/i.test(name));
      if (next !== undefined)
        throw new TooMuch(`"${quote(next)}" says that there are more; export all of them`);
      if (all !== this.count) throw new TooMuch(`"Count" says ${quote(String(all))}; export all of them`);
      return;
    }
    if (Object.keys(this.single).length === 0) return;
    this.emit(this.single);
  }

  private emit(value: Json): void {
    const fields = isObject(value) ? Object.entries(value) : [];
    const values = fields.map(([, field]) => flattenValue(field));
    this.sink.row({ at: ++this.count, names: fields.map(([name]) => name), values });
  }
}

function isObject(value: Json): value is JsonTypes.JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object as one value: what PowerShell wraps, a version, an address, or what the object is called. */
function flattenValue(value: Json): Raw {
  if (Array.isArray(value)) return value.map(flattenValue);
  if (!isObject(value)) return value;
  const named = new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]));
  for (const name of ['value', 'ipaddresstostring', 'name', 'displayname']) {
    if (named.has(name)) return flattenValue(named.get(name));
  }
  // System.Version: -1 stands for a part that is not given.
  const parts = ['major', 'minor', 'build', 'revision'].map((part) => named.get(part));
  const given = parts.filter((part) => typeof part === 'number' && part >= 0);
  return given.length >= 2 ? given.join('.') : undefined;
}
