import type { Run } from '../scope/scope';
import { placesIn, type Place, type Pointer } from '../values/pointers';

/** Something that is shown every place that a pointer stands for, in one pass with all others about the same places. */
export interface Observer {
  readonly list: Pointer;
  see(place: Place): void;
}

/** One pass over each list: every place is shown to everybody who looks at it. */
export function observe(observers: readonly Observer[], run: Run): void {
  for (const group of groupByList(observers)) {
    const [first] = group;
    if (!first) continue;
    for (const place of placesIn(run, first.list)) for (const observer of group) observer.see(place);
  }
}

const keys = new WeakMap<Pointer, string>();

function keyOf(list: Pointer): string {
  const key = keys.get(list) ?? JSON.stringify([list.root, ...list.tokens]);
  keys.set(list, key);
  return key;
}

function groupByList(observers: readonly Observer[]): Iterable<Observer[]> {
  const groups = new Map<string, Observer[]>();
  for (const observer of observers) {
    const key = keyOf(observer.list);
    const group = groups.get(key);
    if (group) group.push(observer);
    else groups.set(key, [observer]);
  }
  return groups.values();
}
