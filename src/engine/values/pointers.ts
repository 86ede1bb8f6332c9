/** The tokens of a JSON pointer (RFC 6901); "" is the whole document. */
export function tokensOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A pointer's token, escaped. */
export function tokenOf(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
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

/** Something that a pattern such as `/agents/*` stands for; `value` is undefined where it is missing. */
export class Place {
  constructor(
    readonly value: unknown,
    private readonly parent: string,
    private readonly index?: number,
    /** Where a list is missing: the element of an outer list that it is missing in. */
    readonly owner?: unknown,
  ) {}

  /** Its pointer, put together only when somebody asks: most places have nothing to report. */
  get path(): string {
    return this.index === undefined ? this.parent : `${this.parent}/${this.index}`;
  }
}

/** A pointer with `*` in the place of every position. */
export function patternOf(path: string): string {
  return path.replace(/\/[0-9]+(?=\/|$)/g, '/*');
}

/**
 * Walks a pointer in which `*` stands for every element of a list. A missing list yields one place without a
 * value at the list's own path; an empty list yields nothing.
 */
export function* placesOf(value: unknown, tokens: readonly string[], path = ''): Generator<Place> {
  const star = tokens.indexOf('*');
  if (star === -1) {
    yield new Place(valueAt(value, tokens), join(path, tokens));
    return;
  }
  const head = tokens.slice(0, star);
  const rest = tokens.slice(star + 1);
  const listPath = join(path, head);
  const list = valueAt(value, head);
  if (!Array.isArray(list)) {
    yield new Place(undefined, listPath, undefined, value);
    return;
  }
  // A large list is walked by every rule about it, so it is not handed on through a second generator.
  for (let at = 0; at < list.length; at++) {
    const place = new Place(list[at], listPath, at);
    if (rest.length === 0) yield place;
    else yield* placesOf(place.value, rest, place.path);
  }
}

/** A pointer with more tokens below it. */
export function join(path: string, tokens: readonly string[]): string {
  return tokens.reduce((all, token) => `${all}/${tokenOf(token)}`, path);
}

/** A pointer as the inventory has it, without the place of the inventory in the envelope. */
export function bareOf(path: string): string {
  return path.replace(/^#/, '').replace(/^\/(inventory|before)(?=\/|$)/, '');
}

/** The list that a rule walks, as the inventory names it. */
export function pathOfList(each: string): string {
  return bareOf(each).replaceAll('/*', '');
}
