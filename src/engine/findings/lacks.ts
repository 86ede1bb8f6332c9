import { joinPath, Place, type Pointer } from '../values/pointers';
import type { Missing } from './missing';

/** A subject without a piece of evidence. */
interface Lack {
  place: Place;
  missing: Missing;
}

/** Subjects without what perhaps no subject of their list has, as no export has it: that is one thing to say, not many. */
export class Lacks {
  private readonly places: Place[] = [];
  /** What each of them lacks: its pointer from there. */
  private readonly fields: string[] = [];

  add(place: Place, field: string): void {
    this.places.push(place);
    this.fields.push(field);
  }

  /**
   * What to report of `checked` subjects at `list`: that the list lacks it where each subject lacks the same, else of which
   * subject it is missing.
   */
  settle({ root, tokens }: Pointer, checked: number): readonly Lack[] {
    const [once, ...others] = new Set(this.fields);
    if (once === undefined) return [];
    if (others.length > 0 || this.places.length < checked)
      return this.places.map((place, at) => this.lackOf(place, at));
    const list = joinPath('', tokens.slice(0, tokens.lastIndexOf('*')));
    return [
      { place: new Place(undefined, root, list), missing: { root, path: joinPath('', tokens) + once, once } },
    ];
  }

  private lackOf(place: Place, at: number): Lack {
    return { place, missing: { root: place.root, path: place.path + (this.fields[at] ?? '') } };
  }
}
