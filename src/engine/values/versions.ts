import { Range } from 'semver';

/** Four numeric parts; absent ones are 0 (fact A15). `given` is the number of parts that were written. */
export interface Version {
  parts: readonly [number, number, number, number];
  given: number;
  /** The same in the order of semver: the last two parts in one number. */
  key: string;
}

/** Room for the fourth part within the third: nine digits, as the inventory schema allows. */
const BUILD = 1_000_000_000;
const LONGEST_PATCH = 9_007_198;

const parsed = new Map<string, Version | undefined>();
const ranges = new Map<string, Map<string, boolean>>();
const compiled = new Map<string, Range | undefined>();

/** Reads "7.3.9.42"; undefined when it is not one to four numbers. Each distinct text is read once. */
export function parseVersion(text: string): Version | undefined {
  if (parsed.has(text)) return parsed.get(text);
  const version = splitVersion(text);
  parsed.set(text, version);
  return version;
}

function splitVersion(text: string): Version | undefined {
  if (!/^[0-9]{1,9}([.][0-9]{1,9}){0,3}$/.test(text)) return undefined;
  const given = text.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = given;
  if (c > LONGEST_PATCH) return undefined;
  return { parts: [a, b, c, d], given: given.length, key: `${a}.${b}.${c * BUILD + d}` };
}

/** Negative, 0 or positive, as for a sort; all four parts count (A15). */
export function compareVersions(a: Version, b: Version): number {
  for (let at = 0; at < 4; at++) {
    const difference = (a.parts[at] ?? 0) - (b.parts[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` begins with the parts of `line`: 7.3.9.42 is of line 7.3.9, 7.4.0.1 of line 7.4. */
export function isOfLine(version: Version, line: Version): boolean {
  return (
    version.given >= line.given && line.parts.slice(0, line.given).every((n, at) => n === version.parts[at])
  );
}

/**
 * Whether `version` is in `range`, written as semver writes ranges but over four parts: a range of three parts
 * means every build of it (`<=7.3.9` holds for 7.3.9.42). Undefined when either cannot be read. Each pair of
 * texts is decided once.
 */
export function inRange(version: string, range: string): boolean | undefined {
  const known = ranges.get(range) ?? new Map<string, boolean>();
  ranges.set(range, known);
  const before = known.get(version);
  if (before !== undefined) return before;
  const parts = parseVersion(version);
  const comparators = compileRange(range);
  if (!parts || !comparators) return undefined;
  const holds = comparators.test(parts.key);
  known.set(version, holds);
  return holds;
}

/** Whether `range` can be read. */
export function isRange(range: string): boolean {
  return compileRange(range) !== undefined;
}

function compileRange(range: string): Range | undefined {
  if (compiled.has(range)) return compiled.get(range);
  const result = buildRange(range);
  compiled.set(range, result);
  return result;
}

function buildRange(range: string): Range | undefined {
  try {
    return new Range(widen(range));
  } catch {
    return undefined;
  }
}

const HYPHEN = /([0-9.]+) +- +([0-9.]+)/g;
const COMPARATOR = /(>=|<=|>|<|=|\^|~)? *([0-9]+)[.]([0-9]+)[.]([0-9]+)(?:[.]([0-9]+))?/g;

/** Rewrites three and four parts so that semver, which knows three, orders the fourth inside the third. */
function widen(range: string): string {
  return range.replace(HYPHEN, '>=$1 <=$2').replace(COMPARATOR, (...groups: (string | undefined)[]) => {
    const [, operator = '=', a, b, c, d] = groups;
    const line = `${a ?? ''}.${b ?? ''}.`;
    if (d !== undefined) return `${operator}${line}${Number(c) * BUILD + Number(d)}`;
    return ofThreeParts(operator, (offset) => line + String((Number(c) + offset) * BUILD));
  });
}

function ofThreeParts(operator: string, at: (offset: number) => string): string {
  if (operator === '<=') return `<${at(1)}`;
  if (operator === '>') return `>=${at(1)}`;
  if (operator === '=') return `>=${at(0)} <${at(1)}`;
  return `${operator}${at(0)}`;
}
