import { quote } from '../quote';
import { elementValue, fieldName, ownNames, RecordTree, type Element } from './record-tree';
import type { Raw, RowSink } from './row';
import { localName, readXml, XmlFault, type XmlHandlers } from './xml';

/** Opens the same text anew; the elements that are records are found by a first look at its beginning. */
export type OpenText = () => AsyncIterable<string>;

/** How many elements the first look goes through. */
const MOST_ELEMENTS = 20_000;
/** How many different paths, and names at one of them, it keeps: a file with more is no list of records. */
const MOST = 1000;

/** How much a name tells about what a record is; 0 for an unknown one. */
export type Score = (name: string) => number;

interface Place {
  names: Set<string>;
  seen: number;
  /** The first one's. */
  line: number;
}

/**
 * Reads XML whose schema is not published (fact B2): values as child elements, as attributes, or as the
 * `<Property Name="…">` of ConvertTo-Xml, with or without an inline xs:schema. The records are the elements at the path
 * whose names score highest, or without any known name those that look most
 * like a table.
 * @throws XmlFault
 */
export async function readXmlRows(openText: OpenText, score: Score, sink: RowSink): Promise<void> {
  const paths = await findRecordPaths(openText(), score);
  if (paths.length === 0) {
    await readXml(openText(), { open: () => {}, text: () => {}, close: () => {} });
    return;
  }
  const others = await readRecords(openText(), new Set(paths.map(({ path }) => path)), sink);
  refuseOthers(rank(others, score), paths);
}

/** The records, and what else there is outside of them. */
async function readRecords(
  pieces: AsyncIterable<string>,
  paths: ReadonlySet<string>,
  sink: RowSink,
): Promise<ReadonlyMap<string, Place>> {
  const tree = new RecordTree();
  const others = new Map<string, Place>();
  const outside = noteIn(others);
  const trail: string[] = [];
  let at = 0;
  await readXml(pieces, {
    open: (name, attributes, line) => {
      trail.push(localName(name));
      if (!tree.building) {
        if (!paths.has(trail.join('/'))) {
          outside.open(name, attributes, line);
          return;
        }
        at = line;
      }
      tree.push(name, attributes, line);
    },
    text: (text) => (tree.building ? tree : outside).text(text),
    close: () => {
      trail.pop();
      if (!tree.building) outside.close();
      const record = tree.pop();
      if (record) sink.row({ at, ...fieldsOf(record) });
    },
  });
  return others;
}

/** Records that begin later than the first look goes. @throws XmlFault */
function refuseOthers(others: readonly Ranked[], paths: readonly Ranked[]): void {
  const [best] = paths;
  const other = others.find(
    (one) => isAlike(one, best) && !paths.some(({ path }) => isWithin(one.path, path)),
  );
  if (!other) return;
  throw new XmlFault(
    `there are records at "${quote(other.path)}" too, after ${MOST_ELEMENTS} elements with records at "${quote(best?.path ?? '')}"; export one list to one file`,
    other.line,
  );
}

function fieldsOf(record: Element): { names: string[]; values: Raw[] } {
  const fields = new Map<string, Raw>();
  for (const name of ownNames(record.attributes)) fields.set(localName(name), record.attributes.get(name));
  for (const child of record.children) {
    const name = fieldName(child.name, child.attributes);
    const before = fields.get(name);
    const value = elementValue(withoutName(child, name));
    // Repeated elements, <Module>A</Module><Module>B</Module>, are a list.
    fields.set(name, before == null ? value : [before, value].flat());
  }
  return { names: [...fields.keys()], values: [...fields.values()] };
}

function withoutName(child: Element, name: string): Element {
  return name === child.name ? child : { ...child, attributes: new Map() };
}

class ScanEnded extends Error {}

/**
 * The path of the elements whose names score highest, and of those that score half of it beside them: records of other names,
 * or in groups of other depths. Empty when the text has no names at all.
 */
async function findRecordPaths(pieces: AsyncIterable<string>, score: Score): Promise<Ranked[]> {
  const places = new Map<string, Place>();
  try {
    await scanPlaces(pieces, places);
  } catch (error) {
    if (!(error instanceof ScanEnded)) throw error;
  }
  const ranked = rank(places, score);
  const [best] = ranked;
  const alike = ranked.filter((one) => isAlike(one, best) && !isWithin(one.path, best?.path ?? ''));
  return best ? [best, ...alike] : [];
}

interface Ranked {
  path: string;
  line: number;
  /** How much its names tell that it is a record. */
  weight: number;
}

/** The places that have names, those first that are records most likely. */
function rank(places: ReadonlyMap<string, Place>, score: Score): Ranked[] {
  return [...places]
    .filter(([, { names }]) => names.size > 0)
    .map(([path, { names, seen, line }]) => ({
      path,
      line,
      seen: seen * names.size,
      weight: scoreAll(names, score),
    }))
    .sort(
      (a, b) => b.weight - a.weight || (a.weight === 0 ? b.seen - a.seen : depth(a.path) - depth(b.path)),
    );
}

function isAlike({ weight }: Ranked, best: Ranked | undefined): boolean {
  return weight > 0 && weight * 2 >= (best?.weight ?? 0);
}

/** Whether one of two elements is inside the other. */
function isWithin(path: string, other: string): boolean {
  return `${path}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${path}/`);
}

function scoreAll(names: ReadonlySet<string>, score: Score): number {
  return [...names].reduce((sum, name) => sum + score(name), 0);
}

function depth(path: string): number {
  return path.split('/').length;
}

async function scanPlaces(pieces: AsyncIterable<string>, places: Map<string, Place>): Promise<void> {
  const handlers = noteIn(places);
  let seen = 0;
  await readXml(pieces, {
    ...handlers,
    open: (name, attributes, line) => {
      if (++seen > MOST_ELEMENTS) throw new ScanEnded();
      handlers.open(name, attributes, line);
    },
  });
}

/** Notes at each path the attributes, and the children that hold a value of their own. */
function noteIn(places: Map<string, Place>): XmlHandlers {
  const trail: Opened[] = [];
  return {
    open: (name, attributes, line) => {
      const parent = trail.at(-1);
      if (parent) parent.leaf = false;
      const opened = openBelow(parent, name, attributes, line);
      trail.push(opened);
      if (!opened.schema) addNames(places, opened, ownNames(attributes).map(localName));
    },
    text: (text) => {
      const top = trail.at(-1);
      if (top && text.trim() !== '') top.filled = true;
    },
    close: () => {
      const closed = trail.pop();
      const parent = trail.at(-1);
      if (closed && parent && closed.leaf && closed.filled && !closed.schema) {
        addNames(places, parent, [closed.field]);
      }
    },
  };
}

interface Opened {
  path: string;
  line: number;
  field: string;
  leaf: boolean;
  filled: boolean;
  /** Inside the xs:schema of a DataSet, which describes columns with attributes called "name". */
  schema: boolean;
}

function openBelow(
  parent: Opened | undefined,
  name: string,
  attributes: ReadonlyMap<string, string>,
  line: number,
): Opened {
  const local = localName(name);
  return {
    line,
    path: parent ? `${parent.path}/${local}` : local,
    field: fieldName(local, attributes),
    leaf: true,
    filled: attributes.size === 0,
    schema: (parent?.schema ?? false) || /^xsd?:schema$/.test(name),
  };
}

function addNames(places: Map<string, Place>, { path, line }: Opened, names: readonly string[]): void {
  const place = places.get(path) ?? { names: new Set(), seen: 0, line };
  if (!places.has(path) && places.size >= MOST) return;
  places.set(path, place);
  place.seen++;
  for (const name of names) if (place.names.size < MOST) place.names.add(name);
}
