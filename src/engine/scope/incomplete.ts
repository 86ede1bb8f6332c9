import { SECTIONS, type Inventory, type Source } from '../../model/inventory';
import { isAtOrBelow, parseTokens, patternOf } from '../values/pointers';

/** A source of the inventory that says why evidence is missing. */
export interface MissingReason {
  source: string;
  reason: string;
}

/** By text, so that the order of sources does not matter. */
export function byReason(a: MissingReason, b: MissingReason): number {
  const [x, y] = [formatReason(a), formatReason(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

export function formatReason({ source, reason }: MissingReason): string {
  return `source ${source}: ${reason}`;
}

/** Something that a source says is missing: its pattern, and why; no pattern: anywhere in its sections. */
interface Gap extends MissingReason {
  pattern: string | undefined;
  sections: readonly string[] | undefined;
}

/** The lists of an inventory that its sources know to be incomplete: nothing is proven by what is not in them. */
export class IncompleteLists {
  private readonly gaps: readonly Gap[];
  private readonly known = new Map<string, MissingReason | undefined>();

  constructor(inventory: Inventory | undefined) {
    this.gaps = (inventory?.sources ?? []).flatMap((source, _at, all) => gapsOf(source, all));
  }

  /** No source says that anything is missing, as nearly always. */
  get isEmpty(): boolean {
    return this.gaps.length === 0;
  }

  /** Why the list at a pointer with `*` for any row is not complete; undefined when no source says so. */
  find(list: string): MissingReason | undefined {
    if (!this.known.has(list)) this.known.set(list, this.search(list));
    return this.known.get(list);
  }

  private search(list: string): MissingReason | undefined {
    const section = SECTIONS.find((name) => name === parseTokens(list)[0]);
    if (section === undefined) return undefined;
    const isMeant = ({ pattern, sections }: Gap) =>
      pattern === undefined ? sections?.includes(section) !== false : isAtOrBelow(`${list}/*`, pattern);
    return this.gaps.filter(isMeant).sort(byReason)[0];
  }
}

/** A section that a source could not supply at all is complete where another one supplied it. */
function gapsOf(source: Source, all: readonly Source[]): Gap[] {
  const { id, status, reason, sections = undefined, missing } = source;
  const isSupplied = (section: string | undefined) =>
    !isAbout(source, section) && all.some((other) => supplies(other, section));
  const named = (missing ?? []).flatMap((one) => {
    const pattern = one.path ? patternOf(one.path) : undefined;
    if (pattern !== undefined && isSupplied(parseTokens(pattern)[0])) return [];
    return [
      { source: id, reason: one.reason ?? reason ?? 'not known', pattern, sections: sections ?? undefined },
    ];
  });
  if (missing?.length || status !== 'partial') return distinct(named);
  return [{ source: id, reason: reason ?? status, pattern: undefined, sections: sections ?? undefined }];
}

function supplies(source: Source, section: string | undefined): boolean {
  return (source.status === 'ok' || source.status === 'partial') && isAbout(source, section);
}

function isAbout({ sections }: Source, section: string | undefined): boolean {
  return sections?.some((one) => one === section) === true;
}

/** A source may name the same list for each of thousands of rows. */
function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.pattern}\0${gap.reason}`, gap])).values()];
}
