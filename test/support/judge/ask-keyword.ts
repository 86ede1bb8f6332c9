import { KEYWORDS } from '../../../src/engine/keywords';
import { Indexes } from '../../../src/engine/scope/indexes';
import type { Scope } from '../../../src/engine/scope/scope';
import { placesIn } from '../../../src/engine/values/pointers';
import type { Problem } from '../../../src/model/rule';
import { NOW } from './judge-inventory';

/** What a keyword with that value in a rule says of something, by itself; undefined when it holds. */
export function askKeyword(
  name: string,
  value: unknown,
  given: unknown,
  scope: object = {},
): Problem | undefined {
  const keyword = KEYWORDS[name];
  if (!keyword) throw new Error(`no keyword ${name}`);
  const own = { now: Date.parse(NOW), inventory: {}, params: {}, ...scope };
  const indexes = new Indexes({});
  for (const build of indexes.request(keyword.reads?.(value as never).indexes ?? []))
    for (const place of placesIn(own, build.list)) build.see(place);
  return keyword.compile(value as never)(given, { ...own, indexes } as unknown as Scope);
}
