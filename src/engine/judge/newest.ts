import { nameSubject } from '../findings/subjects';
import { parseTokens, valueAt, type Place } from '../values/pointers';

/**
 * Of all places the newest. One without a time may be newer still, so it is kept as well; of two that are equal the
 * same one is kept, in whatever order they come.
 */
export class NewestPlace {
  newest: Place | undefined;
  /** A candidate without a time, which may be the newest. */
  undated: Place | undefined;
  private newestTime = NaN;
  private readonly tokens: readonly string[];

  constructor(
    pointer: string,
    /** How a subject is called: decides between equals. */
    private readonly template: string,
  ) {
    this.tokens = parseTokens(pointer);
  }

  see(place: Place): void {
    const time = Date.parse(String(valueAt(place.value, this.tokens)));
    if (Number.isNaN(time)) this.undated = this.firstByName(place, this.undated);
    else if (!this.newest || time > this.newestTime) [this.newest, this.newestTime] = [place, time];
    else if (time === this.newestTime) this.newest = this.firstByName(place, this.newest);
  }

  private firstByName(a: Place, b: Place | undefined): Place {
    const nameOf = (place: Place) => nameSubject(this.template, place.value, []).label;
    return b === undefined || nameOf(a) < nameOf(b) ? a : b;
  }
}
