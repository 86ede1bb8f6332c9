import { Readable } from 'node:stream';
import type { CsvError } from 'csv-parse';
import { SourceError } from '../../source';
import { quote } from '../quote';
import type { RowSink } from './row';
import { BOUNDS } from './row';

interface CsvRecord {
  record: string[];
  /** How many lines had been read at its end. */
  info: { lines: number };
}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads CSV as Export-Csv, Excel and the console write it: comma, semicolon or tab, a `#TYPE` line of PowerShell 5 or a
 * `sep=` line of Excel first, quoted newlines. The first record names the columns.
 * @param start the first characters of the text, which decide the delimiter
 * @throws SourceError
 */
export async function readCsv(
  file: string,
  start: string,
  pieces: AsyncIterable<string>,
  sink: RowSink,
): Promise<void> {
  const { parse } = await import('csv-parse');
  const parser = parse({
    delimiter: findDelimiter(start),
    relax_column_count: true,
    // Found out from the first line alone, the others would become one row where they end otherwise.
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    max_record_size: BOUNDS.text,
    info: true,
  });
  const source = Readable.from(pieces);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    await readRecords(file, parser as AsyncIterable<CsvRecord>, sink);
  } catch (cause) {
    throw csvFault(file, cause);
  } finally {
    source.destroy();
  }
}

async function readRecords(file: string, records: AsyncIterable<CsvRecord>, sink: RowSink): Promise<void> {
  let names: string[] | undefined;
  for await (const { record: values, info } of records) {
    if (names) {
      sink.row({ at: info.lines, names, values, ragged: isRagged(values, names) });
    } else if (!isPreamble(values[0] ?? '', values.length)) {
      names = values.map((name) => name.trim());
      refuseRepeatedColumn(file, names, info.lines);
      sink.columns(names);
    }
  }
}

/** Only one of two columns would be read. @throws SourceError with the place of the second one */
function refuseRepeatedColumn(file: string, names: readonly string[], line: number): void {
  const folded = names.map((name) => name.toLowerCase());
  const at = folded.findIndex((name, index) => name !== '' && folded.indexOf(name) < index);
  if (at === -1) return;
  const first = folded.indexOf(folded[at] ?? '') + 1;
  throw new SourceError(
    `${quote(file)}:${line}: column ${at + 1}, "${quote(names[at] ?? '')}", is there already as column ${first}; keep one of them`,
  );
}

/**
 * More cells than columns (an unquoted decimal comma, for example) or fewer (one was left out, or the file was cut), other
 * than empty ones and columns without a name at the end.
 */
function isRagged(values: readonly string[], names: readonly string[]): boolean {
  if (values.length > names.length) return values.slice(names.length).some((value) => value !== '');
  return values.length < names.length && names.slice(values.length).some((name) => name !== '');
}

function isPreamble(first: string, cells: number): boolean {
  return first.startsWith('#TYPE ') || (/^sep=/i.test(first) && cells <= 2);
}

/** The delimiter that is most often in the line of the column names, outside of quotes. */
function findDelimiter(start: string): string {
  const lines = start.split(/\r\n|\r|\n/, 10);
  const declared = lines.find((line) => /^"?sep=./i.test(line))?.replace(/^"?sep=/i, '')[0];
  if (declared && DELIMITERS.some((delimiter) => delimiter === declared)) return declared;
  const header = lines.find((line) => line.trim() !== '' && !line.startsWith('#TYPE ')) ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function csvFault(file: string, cause: unknown): unknown {
  const { code, lines } = cause as CsvError & { lines?: number };
  if (typeof code !== 'string' || !/^(CSV|INVALID)_/.test(code)) return cause;
  const what = WHAT[code] ?? `is broken (${code})`;
  return new SourceError(`${quote(file)}:${lines ?? 1}: cannot be read as CSV: ${what}`, { cause });
}

const QUOTES = 'quote the whole value, and write each quote in it twice';

const WHAT: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted value has no end',
  CSV_INVALID_CLOSING_QUOTE: `a quoted value goes on after its end; ${QUOTES}`,
  INVALID_OPENING_QUOTE: `a quote stands in a value that is not quoted; ${QUOTES}`,
  CSV_MAX_RECORD_SIZE: `a record is longer than ${BOUNDS.text} characters; is a quote left open?`,
};
