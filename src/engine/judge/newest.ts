import { isAhead } from '../values/durations';
import { parseTokens, valueAt, type Place } from '../values/pointers';

/** Of all places the newest: every one of them where several are of the same time, so that their order does not matter. */
export class NewestPlaces {
  readonly newest: Place[] = [];
  /** Candidates without a time, or with one that is still to come: each may be the newest. */
  readonly undated: Place[] = [];
  private newestTime = -Infinity;
  readonly tokens: readonly string[];

  constructor(
    pointer: string,
    private readonly now: number,
  ) {
    this.tokens = parseTokens(pointer);
  }

  see(place: Place): void {
    const time = Date.parse(String(valueAt(place.value, this.tokens)));
    if (Number.isNaN(time) || isAhead(time, this.now)) {
      this.undated.push(place);
      return;
    }
    if (time > this.newestTime) this.newest.length = 0;
    if (time < this.newestTime) return;
    this.newestTime = time;
    this.newest.push(place);
  }
}
