import { fieldName, ownNames } from '../readers/record-tree';
import { foldName } from '../fold-name';
import { localName, type XmlHandlers } from '../readers/xml';

/** What a policy export holds, as far as XML of an unpublished schema (fact G1) tells. */
export interface PolicyScan {
  names: string[];
  count: number;
  encrypted: boolean;
  /** The name of the outermost element. */
  root: string;
  /** Some element is named after policies. */
  mentionsPolicies: boolean;
}

/** An element that is open, and what it has said of itself so far. */
interface Frame {
  path: string;
  folded: string;
  field: string;
  name: string | undefined;
  identified: boolean;
  text: string;
  leaf: boolean;
}

/** Elements at one path that may be policies. */
interface Group {
  path: string;
  folded: string;
  rank: number;
  count: number;
  names: string[];
}

const NAMES = new Set(['name', 'policyname', 'displayname', 'title']);
const IDS = new Set(['id', 'guid', 'policyid', 'policyguid', 'uniqueid']);
const POLICY = /policy(template|info|data)?$/;
const ENCRYPTED = /encrypt|cipher|passwordprotected/;
const NOT = new Set(['', 'false', '0', 'no', 'none']);
const LONGEST_NAME = 32767;
const MOST_GROUPS = 1000;
/** Characters of all names together. */
const MOST_KEPT = 2 ** 24;

/**
 * Finds the policies of an export whatever its elements are called. A policy is an element with a name and an id or GUID,
 * each an attribute or a child. Elements named "…Policy" (there a name is enough) go before those with "policy" anywhere
 * in their name, and those before all others; of them the outermost count, and of several kinds of outermost ones the
 * most numerous. The root counts only when it is named after a policy.
 */
export class PolicyScanner implements XmlHandlers {
  private readonly trail: Frame[] = [];
  private readonly groups = new Map<string, Group>();
  private encrypted = false;
  private mentionsPolicies = false;
  private root = '';
  private kept = 0;

  open(tag: string, attributes: ReadonlyMap<string, string>): void {
    const parent = this.trail.at(-1);
    if (parent) parent.leaf = false;
    else this.root = tag;
    const name = localName(tag);
    const folded = foldName(name);
    const path = parent ? `${parent.path}/${name}` : name;
    const field = foldName(fieldName(name, attributes));
    const frame: Frame = { path, folded, field, name: undefined, identified: false, text: '', leaf: true };
    this.trail.push(frame);
    if (folded.includes('polic')) this.mentionsPolicies = true;
    for (const attribute of ownNames(attributes))
      this.noteField(frame, foldName(attribute), attributes.get(attribute) ?? '');
  }

  text(text: string): void {
    const top = this.trail.at(-1);
    if (top && top.text.length <= LONGEST_NAME) top.text += text.slice(0, LONGEST_NAME + 1);
  }

  close(): void {
    const closed = this.trail.pop();
    if (!closed) return;
    const parent = this.trail.at(-1);
    if (closed.leaf && parent) this.noteField(parent, closed.field, closed.text.trim());
    if (!closed.leaf && ENCRYPTED.test(closed.folded)) this.encrypted = true;
    this.consider(closed, this.trail.length);
  }

  finish(): PolicyScan {
    const { root, encrypted, mentionsPolicies } = this;
    const best = Math.min(...[...this.groups.values()].map((group) => group.rank));
    const ranked = [...this.groups.values()].filter((group) => group.rank === best);
    const outermost = ranked.filter(
      (group) => !ranked.some((other) => group.path.startsWith(`${other.path}/`)),
    );
    const { names, count } = mostNumerous(outermost);
    return { names, count, encrypted, root, mentionsPolicies };
  }

  private noteField(frame: Frame, field: string, value: string): void {
    if (NAMES.has(field) && value !== '') frame.name ??= value;
    if (IDS.has(field) && value !== '') frame.identified = true;
    if (ENCRYPTED.test(field) && !NOT.has(value.trim().toLowerCase())) this.encrypted = true;
  }

  private consider({ path, folded, name, identified }: Frame, depth: number): void {
    const rank = rankOf(folded);
    if (name === undefined || (rank > 0 && !identified) || (rank > 1 && depth === 0)) return;
    let group = this.groups.get(path);
    if (!group) {
      if (this.groups.size >= MOST_GROUPS) return;
      group = { path, folded, rank, count: 0, names: [] };
      this.groups.set(path, group);
    }
    group.count++;
    this.kept += name.length;
    if (name.length > LONGEST_NAME || this.kept > MOST_KEPT) return;
    group.names.push(Buffer.from(name).toString());
  }
}

function rankOf(folded: string): number {
  if (POLICY.test(folded)) return 0;
  return folded.includes('policy') ? 1 : 2;
}

/** Elements of one name may stand at several paths: policies in folders in folders. */
function mostNumerous(groups: readonly Group[]): { names: string[]; count: number } {
  const kinds = new Map<string, { names: string[]; count: number }>();
  for (const { folded, names, count } of groups) {
    const before = kinds.get(folded) ?? { names: [], count: 0 };
    kinds.set(folded, { names: [...before.names, ...names], count: before.count + count });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count)[0] ?? { names: [], count: 0 };
}
