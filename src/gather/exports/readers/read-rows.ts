import { SourceError } from '../../source';
import { quote } from '../quote';
import { readClixml } from './clixml';
import { readCsv } from './csv';
import { readHead, readText } from './file-text';
import { readJson } from './json';
import type { Counted, RowSink } from './row';
import { withXmlFaults } from './xml';
import { readXmlRows, type Score } from './xml-rows';

/** How an export is read: its format is told by its content, never by its name. */
export type Format = 'csv' | 'json' | 'xml' | 'clixml';

/**
 * Reads the rows of an export of any format and encoding.
 * @param score how much a name tells about the records, for XML
 * @returns what the rows are counted in
 * @throws SourceError
 */
export async function readRows(
  file: string,
  score: Score,
  sink: RowSink,
  signal: AbortSignal,
): Promise<Counted> {
  const head = await readHead(file);
  const openText = (): AsyncIterable<string> => readText(file, head.encoding, signal);
  const readers: Record<Format, () => Promise<void>> = {
    csv: () => readCsv(file, head.start, openText(), sink),
    json: () => readJson(file, openText(), sink),
    xml: () => withXmlFaults(file, () => readXmlRows(openText, score, sink)),
    clixml: () => withXmlFaults(file, () => readClixml(openText(), sink)),
  };
  const format = detectFormat(head.start, file);
  await readers[format]();
  return format === 'json' ? 'record' : 'line';
}

/** @throws SourceError when the text is empty, or no text */
export function detectFormat(start: string, file: string): Format {
  const text = start.trimStart();
  if (text === '') throw new SourceError(`${quote(file)}: is empty; export the list again`);
  if (text.startsWith('PK\u0003\u0004')) {
    throw new SourceError(`${quote(file)}: is a ZIP file or an Excel workbook; save the list as CSV`);
  }
  if (text.includes('\0'))
    throw new SourceError(`${quote(file)}: is not a text file; export as XML, CSV, JSON or CLIXML`);
  if (text.startsWith('[') || text.startsWith('{')) return 'json';
  if (!text.startsWith('<')) return 'csv';
  return /<([A-Za-z_][\w.:-]*)/.exec(text)?.[1] === 'Objs' ? 'clixml' : 'xml';
}
