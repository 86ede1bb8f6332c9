import { joinPath, Place, type Pointer } from '../values/pointers';
import type { Missing } from './missing';

/** A subject without a piece of evidence. */
interface Lack {
  place: Place;
  missing: Missing;
}

/** Subjects without what perhaps no subject of their list has, as no export has it: that is one thing to say, not many. */
export class Lacks {
  private readonly found: Lack[] = [];

  add(place: Place, missing: Missing): void {
    this.found.push({ place, missing });
  }

  /**
   * What to report of `checked` subjects at `list`: that the list lacks it where each subject lacks the same, else of which
   * subject it is missing.
   */
  settle({ root, tokens }: Pointer, checked: number): readonly Lack[] {
    const once = this.found[0]?.missing.once;
    const isWhole = this.found.length === checked && this.found.every(({ missing }) => missing.once === once);
    if (once === undefined || !isWhole) return this.found;
    const list = joinPath('', tokens.slice(0, tokens.lastIndexOf('*')));
    return [
      { place: new Place(undefined, root, list), missing: { root, path: joinPath('', tokens) + once, once } },
    ];
  }
}
