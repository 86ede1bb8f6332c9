import { SaxesParser } from 'saxes';

/** What a reader of XML is told; the same shape as for the streamed exports. */
export interface XmlHandlers {
  open: (name: string, attributes: ReadonlyMap<string, string>) => void;
  text: (text: string) => void;
  close: () => void;
}

const DEEPEST = 100;

/**
 * Reads a whole, small XML text. Refuses document types, and with them entities and external references, and nesting of
 * more than 100 levels.
 * @throws Error with one line that says what and where
 */
export function parseXmlText(text: string, handlers: XmlHandlers): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('holds a document type, which is refused');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new Error(`is nested more than ${DEEPEST} levels deep`);
    handlers.open(name, new Map(Object.entries(attributes)));
  });
  parser.on('text', handlers.text);
  parser.on('cdata', handlers.text);
  parser.on('closetag', () => {
    depth--;
    handlers.close();
  });
  parser.write(text).close();
}
