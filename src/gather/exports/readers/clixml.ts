import { RecordTree, type Element } from './record-tree';
import { SharedTexts } from './shared-texts';
import type { Raw, RowSink } from './row';
import { localName, readXml, unescapeNet } from './xml';

/** Where Export-Clixml puts its objects: one by one, or as the items of one list. */
const RECORD = /^Objs\/Obj(\/(LST|IE|QUE|STK)\/Obj)?$/;
const LISTS = new Set(['LST', 'IE', 'QUE', 'STK']);
/** What an object's own elements are that are not its value. */
const ABOUT = new Set(['TN', 'TNRef', 'ToString', 'Props', 'MS']);

/**
 * Reads the CLIXML of PowerShell 5.1 and 7 (MS-PSRP 2.2.5): the properties of each object, adapted (`Props`) and added
 * ones (`MS`). SecureStrings are never kept.
 * @throws XmlFault
 */
export async function readClixml(pieces: AsyncIterable<string>, sink: RowSink): Promise<void> {
  const tree = new RecordTree();
  const trail: string[] = [];
  const known = new References();
  let at = 0;
  await readXml(pieces, {
    open: (name, attributes, line) => {
      trail.push(localName(name));
      const starts = trail.length <= 4 && RECORD.test(trail.join('/'));
      // An object in a list that is itself an object: the list was no record.
      if (starts) {
        tree.drop();
        at = line;
      }
      if (starts || tree.building) tree.push(name, attributes, line);
    },
    text: (text) => tree.text(text),
    close: () => {
      trail.pop();
      const record = tree.pop();
      if (record) emit(record, at, known, sink);
    },
  });
}

function emit(record: Element, at: number, known: References, sink: RowSink): void {
  const fields = new Map<string, Raw>();
  for (const part of record.children) {
    if (part.name !== 'Props' && part.name !== 'MS') continue;
    for (const property of part.children) {
      const name = property.attributes.get('N');
      if (name !== undefined) fields.set(unescapeNet(name), valueOf(property, known));
    }
  }
  // A list of bare strings at the top is no record of anything.
  if (fields.size > 0) sink.row({ at, names: [...fields.keys()], values: [...fields.values()] });
}

function valueOf(element: Element, known: References): Raw {
  switch (element.name) {
    case 'Nil':
    case 'SS':
      return null;
    case 'Ref':
      return known.find(element.attributes.get('RefId'));
    case 'Obj':
      return objectValue(element, known);
    default:
      return element.children.length > 0 ? undefined : unescapeNet(element.text);
  }
}

function objectValue(element: Element, known: References): Raw {
  const value = bareValue(element, known);
  known.remember(element.attributes.get('RefId'), value);
  return value;
}

/** A list's items, an enumeration's name (not its number), a wrapped primitive, or what the object calls itself. */
function bareValue(element: Element, known: References): Raw {
  const list = element.children.find((child) => LISTS.has(child.name));
  if (list) return list.children.map((item) => valueOf(item, known));
  const toStringElement = element.children.find((child) => child.name === 'ToString');
  const primitive = element.children.find((child) => !ABOUT.has(child.name));
  const isEnum =
    primitive !== undefined && /^[IU]\d{2}$/.test(primitive.name) && toStringElement !== undefined;
  if (primitive && !isEnum) return valueOf(primitive, known);
  if (element.children.some((child) => child.name === 'Props' || child.name === 'MS')) {
    return namedProperty(element) ?? toStringElement?.text;
  }
  return toStringElement && unescapeNet(toStringElement.text);
}

/** An object in a list of modules or features goes by its name. */
function namedProperty(element: Element): string | undefined {
  const properties = element.children.flatMap((part) =>
    part.name === 'Props' || part.name === 'MS' ? part.children : [],
  );
  const named = properties.find((property) =>
    /^(name|displayname)$/i.test(property.attributes.get('N') ?? ''),
  );
  return named && unescapeNet(named.text);
}

/** More objects than this are not remembered; a reference to one of those is a value that cannot be read. */
const MOST = 2 ** 26;
const MOST_LISTS = 50_000;

/**
 * The values of objects by their RefId: a number that counts up. Equal values are kept once, because every list of every
 * record has an id of its own.
 */
class References {
  private readonly byId: Raw[] = [];
  private readonly texts = new SharedTexts();
  private readonly lists = new Map<string, Raw[]>();

  find(id: string | undefined): Raw {
    return this.byId[Number(id)];
  }

  remember(id: string | undefined, value: Raw): void {
    const at = Number(id);
    if (Number.isInteger(at) && at >= 0 && at < MOST) this.byId[at] = this.once(value);
  }

  private once(value: Raw): Raw {
    if (typeof value === 'string') return this.texts.share(value);
    if (!Array.isArray(value)) return value;
    const key = this.texts.share(JSON.stringify(value));
    const known = this.lists.get(key);
    if (known) return known;
    const own = value.map((item) => this.once(item));
    if (this.lists.size < MOST_LISTS) this.lists.set(key, own);
    return own;
  }
}
