import type { SaxesParser, SaxesTagPlain } from 'saxes';
import { SourceError } from '../../source';
import { quote } from '../quote';
import { BOUNDS } from './row';

/** XML that is broken, or that holds what is refused. `line` is the line of the file. */
export class XmlFault extends Error {
  constructor(
    readonly what: string,
    readonly line: number,
  ) {
    super(`line ${line}: ${what}`);
  }
}

export interface XmlHandlers {
  open: (name: string, attributes: ReadonlyMap<string, string>, line: number) => void;
  text: (text: string) => void;
  close: () => void;
}

/** The name without its namespace prefix, and with the _xHHHH_ escapes of .NET (XmlConvert.EncodeName) undone. */
export function localName(name: string): string {
  return unescapeNet(name.slice(name.indexOf(':') + 1));
}

/** Undoes _xHHHH_, the escape of .NET for UTF-16 units that XML does not allow (also in CLIXML strings). */
export function unescapeNet(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
}

/**
 * Reads XML piece by piece. Document type declarations are refused, and with them every entity other than the five of
 * XML and every external reference; depth, attributes and lengths are bounded.
 * @param longest characters that one text or attribute may have
 * @throws XmlFault
 */
export async function readXml(
  pieces: AsyncIterable<string>,
  handlers: XmlHandlers,
  longest: number = BOUNDS.text,
): Promise<void> {
  const saxes = await import('saxes');
  const parser = new saxes.SaxesParser();
  const progress = { read: 0, at: 0 };
  listen(parser, handlers, progress);
  for await (const piece of pieces) {
    parser.write(piece);
    progress.read += piece.length;
    // saxes collects a text or attribute until its end is seen, so a long silence is one that grows too long.
    if (progress.read - progress.at > longest) {
      throw new XmlFault(`a text, attribute or comment is longer than ${longest} characters`, parser.line);
    }
  }
  parser.close();
}

function listen(parser: SaxesParser, handlers: XmlHandlers, progress: { read: number; at: number }): void {
  const refuse = (what: string): never => {
    throw new XmlFault(what, parser.line);
  };
  const advance = (): void => void (progress.at = progress.read);
  let depth = 0;
  let attributes = 0;
  // The table of saxes inherits from Object, so that &constructor; would be a known entity.
  parser.ENTITIES = Object.assign(Object.create(null) as object, ENTITIES);
  parser.on('error', (error) => refuse(quote(error.message.replace(/^\d+:\d+: /, ''), 160)));
  parser.on('doctype', () =>
    refuse('a document type declaration (DTD) is not allowed; remove the <!DOCTYPE …>'),
  );
  parser.on('comment', advance);
  parser.on('processinginstruction', advance);
  const checkName = (name: string): void => {
    if (name.length > BOUNDS.name) refuse(`a name is longer than ${BOUNDS.name} characters`);
  };
  parser.on('opentagstart', ({ name }) => {
    advance();
    checkName(name);
    attributes = 0;
    if (++depth > BOUNDS.depth) refuse(`elements are nested more than ${BOUNDS.depth} deep`);
  });
  parser.on('attribute', ({ name }) => {
    advance();
    checkName(name);
    if (++attributes > BOUNDS.attributes) refuse(`an element has more than ${BOUNDS.attributes} attributes`);
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const own = attributes === 0 ? NO_ATTRIBUTES : new Map(Object.entries(tag.attributes));
    handlers.open(tag.name, own, parser.line);
  });
  const text = (value: string): void => {
    advance();
    handlers.text(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    depth--;
    handlers.close();
  });
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const ENTITIES = { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" };

/** Runs `read` so that faults of the XML become the one line of a failed source. */
export async function withXmlFaults<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof XmlFault)) throw cause;
    throw new SourceError(`${quote(file)}:${cause.line}: cannot be read as XML: ${cause.what}`, { cause });
  }
}
