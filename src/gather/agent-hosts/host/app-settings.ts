import { readXml } from '../../exports/readers/xml';

const PIECE = 16 * 1024;

/**
 * Key, in lower case, and value of each `<add key="…" value="…"/>` of the configuration file of a .NET application.
 * @throws XmlFault when it is not well-formed, or holds a document type or too much; it may quote the text
 */
export async function readAppSettings(text: string): Promise<[string, string][]> {
  const settings: [string, string][] = [];
  await readXml(piecesOf(text), {
    open: (name, attributes) => {
      const [key, value] = [attributes.get('key'), attributes.get('value')];
      if (name === 'add' && key !== undefined && value !== undefined)
        settings.push([key.toLowerCase(), value]);
    },
    text: () => undefined,
    close: () => undefined,
  });
  return settings;
}

/** In pieces, because the reader takes a long one without an end in it for a text that is too long. */
async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield await Promise.resolve(text.slice(at, at + PIECE));
}
