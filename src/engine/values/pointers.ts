/** A JSON pointer that was read: the part of a scope at which it starts, and its tokens; `*` is every element. */
export interface Pointer {
  /** A property of a scope: subject, partner, inventory, before, target, params … (contracts, section 3). */
  readonly root: string;
  readonly tokens: readonly string[];
}

/** The tokens of a JSON pointer (RFC 6901); "" is the whole document. */
export function parseTokens(pointer: string): string[] {
  if (pointer === '') return [];
  const tokens = pointer.slice(1).split('/');
  return pointer.includes('~')
    ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    : tokens;
}

/** A pointer whose first token names the part of the scope, such as `/target/minimumAgent`. */
export function parseScopePointer(text: string): Pointer {
  const [root = '', ...tokens] = parseTokens(text);
  return { root, tokens };
}

/** A pointer of a rule's needs: `/version` starts at the subject, `#/before/agents` at the scope. */
export function parseSubjectPointer(text: string): Pointer {
  return text.startsWith('#')
    ? parseScopePointer(text.slice(1))
    : { root: 'subject', tokens: parseTokens(text) };
}

/** A pointer to the objects that a rule is about: `/agents/*` starts at the inventory, `#/before/agents/*` at the scope. */
export function parseInventoryPointer(text: string): Pointer {
  const pointer = inventoryPointers.get(text) ?? readInventoryPointer(text);
  inventoryPointers.set(text, pointer);
  return pointer;
}

/** Rules name few lists, and each of them for every estate. */
const inventoryPointers = new Map<string, Pointer>();

function readInventoryPointer(text: string): Pointer {
  return text.startsWith('#')
    ? parseScopePointer(text.slice(1))
    : { root: 'inventory', tokens: parseTokens(text) };
}

/** A pointer's token, escaped. */
export function escapeToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A pointer with more tokens below it. */
export function joinPath(path: string, tokens: readonly string[]): string {
  return tokens.reduce((all, token) => `${all}/${escapeToken(token)}`, path);
}

/** A pointer with `*` in the place of every position. */
export function patternOf(path: string): string {
  return path.replace(/\/[0-9]+(?=\/|$)/g, '/*');
}

/** Whether a path is what a pattern stands for, or lies below it. */
export function isAtOrBelow(path: string, pattern: string): boolean {
  const [here, above] = [parseTokens(path), parseTokens(pattern)];
  return above.length <= here.length && above.every((token, at) => token === '*' || token === here[at]);
}

/** A path as people know it from their files: within an inventory as it is, else with the part of the scope before it. */
export function formatPath(root: string, path: string): string {
  return root === 'inventory' || root === 'before' ? path : `/${root}${path}`;
}

/** What is at `tokens` below `value`; undefined where there is nothing. Only own properties are data. */
export function valueAt(value: unknown, tokens: readonly string[]): unknown {
  let here = value;
  for (const token of tokens) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, token)) return undefined;
    here = (here as Record<string, unknown>)[token];
  }
  return here;
}

/** What a pointer leads to in a scope. */
export function valueIn(scope: object, { root, tokens }: Pointer): unknown {
  return valueAt(Object.hasOwn(scope, root) ? (scope as Record<string, unknown>)[root] : undefined, tokens);
}

/** Something that a pattern such as `/agents/*` stands for; `value` is undefined where it is missing. */
export class Place {
  constructor(
    readonly value: unknown,
    /** The part of the scope that it is in. */
    readonly root: string,
    private readonly parent: string,
    private readonly index?: number,
    /** Where a list is missing: the element of an outer list that it is missing in. */
    readonly owner?: unknown,
  ) {}

  /** Its pointer from its root, put together only when somebody asks: most places have nothing to report. */
  get path(): string {
    return this.index === undefined ? this.parent : `${this.parent}/${this.index}`;
  }
}

/** Every place in a scope that a pointer stands for. */
export function placesIn(scope: object, { root, tokens }: Pointer): Generator<Place> {
  return placesBelow(valueIn(scope, { root, tokens: [] }), tokens, root, '');
}

/**
 * Walks tokens in which `*` stands for every element of a list. A missing list yields one place without a
 * value at the list's own path; an empty list yields nothing.
 */
export function* placesBelow(
  value: unknown,
  tokens: readonly string[],
  root: string,
  path: string,
): Generator<Place> {
  const star = tokens.indexOf('*');
  if (star === -1) {
    yield new Place(valueAt(value, tokens), root, joinPath(path, tokens));
    return;
  }
  const head = tokens.slice(0, star);
  const rest = tokens.slice(star + 1);
  const listPath = joinPath(path, head);
  const list = valueAt(value, head);
  if (!Array.isArray(list)) {
    yield new Place(undefined, root, listPath, undefined, value);
    return;
  }
  // A large list is walked by every rule about it, so it is not handed on through a second generator.
  for (let at = 0; at < list.length; at++) {
    const place = new Place(list[at], root, listPath, at);
    if (rest.length === 0) yield place;
    else yield* placesBelow(place.value, rest, root, place.path);
  }
}

/** The list that a rule walks, as people know it: `/activityMonitor/agents/hosts`. */
export function listPathOf({ root, tokens }: Pointer): string {
  const path = joinPath(
    '',
    tokens.filter((token) => token !== '*'),
  );
  return formatPath(root, path);
}
