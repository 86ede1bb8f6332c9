import { foldName } from './fold-name';
import { Columns } from './lists/columns';
import { AGENTS, POLICIES, type RecordKind } from './lists/fields';
import { readHead, readText } from './readers/file-text';
import { detectFormat, readRows } from './readers/read-rows';
import type { RowSink } from './readers/row';
import { localName, readXml } from './readers/xml';

/** The option of gather that reads an export. */
export type ExportOption = 'agents' | 'policies' | 'policy-export';

/** What each is called in a message. */
export const EXPORT_NAMES: Readonly<Record<ExportOption, string>> = {
  agents: 'an agent list',
  policies: 'a policy list',
  'policy-export': 'a policy export',
};

/** More records tell nothing that these did not. */
const ENOUGH_ROWS = 20;
const ENOUGH_ELEMENTS = 2000;
/** Of a list at least this many columns must be known beside those that lists of anything have. */
const ENOUGH_COLUMNS = 2;

class Enough extends Error {}

/**
 * Which export a file is, by its content; undefined where it is none, or could as well be another list.
 * @throws SourceError when it cannot be read
 */
export async function recogniseExport(file: string, signal: AbortSignal): Promise<ExportOption | undefined> {
  const { start, encoding } = await readHead(file);
  const format = detectFormat(start, file);
  if (format === 'xml' && (await isPolicyExport(readText(file, encoding, signal)))) return 'policy-export';
  const names = await readNames(file, signal);
  const [agents, policies] = [AGENTS, POLICIES].map((kind) => countKnown(names, kind));
  if (agents === undefined || policies === undefined || Math.max(agents, policies) < ENOUGH_COLUMNS)
    return undefined;
  if (agents === policies) return undefined;
  return agents > policies ? 'agents' : 'policies';
}

/** An export of the product; of what PowerShell makes of a list the outermost element is Objs or Objects. */
async function isPolicyExport(pieces: AsyncIterable<string>): Promise<boolean> {
  let [root, count, mentioned] = ['', 0, false];
  const open = (tag: string) => {
    const name = localName(tag);
    root ||= name;
    mentioned ||= /polic/i.test(name);
    if (mentioned || ++count >= ENOUGH_ELEMENTS) throw new Enough();
  };
  await untilEnough(() => readXml(pieces, { open, text: () => undefined, close: () => undefined }));
  return mentioned && root !== 'Objects';
}

async function readNames(file: string, signal: AbortSignal): Promise<Set<string>> {
  const names = new Set<string>();
  const add = (more: readonly string[]) => more.forEach((name) => names.add(name));
  let rows = 0;
  const sink: RowSink = {
    columns: add,
    row: (row) => {
      add(row.names);
      if (++rows >= ENOUGH_ROWS) throw new Enough();
    },
  };
  const known = [AGENTS, POLICIES].map((kind) => new Columns(kind, new Map()));
  const score = (name: string) => Math.max(...known.map((columns) => columns.score(name)));
  await untilEnough(() => readRows(file, score, sink, signal));
  return names;
}

/** What lists of anything have. */
const COMMON = ['name', 'id', 'status', 'state', 'version', 'description', 'active', 'title'];

/** How many of the names are columns of such a list, and of few others. */
function countKnown(names: ReadonlySet<string>, kind: RecordKind): number {
  const columns = new Columns(kind, new Map());
  const telling = [...names].filter((name) => !COMMON.includes(foldName(name)));
  return new Set(telling.flatMap((name) => columns.find(name)?.field.name ?? [])).size;
}

async function untilEnough(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
}
