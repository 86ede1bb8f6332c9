import type { Members } from '../../model/rule';
import { textKey } from '../scope/lookups';
import type { Scope } from '../scope/scope';
import { parseScopePointer, parseTokens, valueAt, valueIn } from '../values/pointers';

/** The elements that a list must have: which of them were seen, and which were not. */
export class ExpectedMembers {
  private readonly names: Map<string, string>;
  /** Two members have one name, so that one of them is not known. */
  private readonly doubled: readonly string[];
  private readonly tokens: readonly string[];
  private readonly seen = new Set<string>();
  /** An element had no name, so that none can be proven to be missing. */
  private unnamed = false;

  constructor(
    readonly rule: Members,
    scope: Scope,
    /** The list is known to be incomplete, so that none can be proven to be missing. */
    private readonly isIncomplete: boolean,
  ) {
    this.tokens = parseTokens(rule.key);
    const values = rule.values.flatMap((value) => {
      const name =
        typeof value === 'string' ? value : (valueIn(scope, parseScopePointer(value.$data)) ?? value.default);
      return name === undefined ? [] : [String(name)];
    });
    this.names = new Map(values.map((value) => [value.toLowerCase(), value]));
    this.doubled = [...this.names].flatMap(([key, name]) =>
      values.filter((value) => value.toLowerCase() === key).length > 1 ? [name] : [],
    );
  }

  /** Whether the element is one of them. */
  has(element: unknown): boolean {
    const name = textKey(valueAt(element, this.tokens));
    if (name === undefined) this.unnamed = true;
    else this.seen.add(name);
    return name !== undefined && this.names.has(name);
  }

  /** The names that no element has, and whether that is proven. */
  missing(): { names: string[]; doubled: readonly string[]; proven: boolean } {
    const names = [...this.names].filter(([key]) => !this.seen.has(key)).map(([, name]) => name);
    return { names, doubled: this.doubled, proven: !this.unnamed && !this.isIncomplete };
  }
}
