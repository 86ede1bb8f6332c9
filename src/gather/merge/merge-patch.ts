import { isRecord } from '../records';
import { SourceError } from '../source';

/** Deeper than any inventory; keeps a hostile file from exhausting the stack. */
const DEEPEST = 50;

/** `target` with `patch` applied as RFC 7396 says: null removes, objects merge, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new SourceError(`is nested more than ${DEEPEST} levels deep`);
  if (!isRecord(patch)) return patch;
  // A Map and Object.fromEntries take `__proto__` for a name like any other.
  const merged = new Map(isRecord(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value, depth + 1));
  }
  return Object.fromEntries(merged);
}

/** JSON pointers of what `patch` sets or removes; a list counts as one value. */
export function patchedPaths(patch: unknown, path = ''): string[] {
  if (!isRecord(patch)) return [path];
  return Object.entries(patch).flatMap(([key, value]) =>
    patchedPaths(value, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
