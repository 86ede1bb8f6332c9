import { Range, type Comparator } from 'semver';

/** Four numeric parts; absent ones are 0 (fact A15). `given` is the number of parts that were written. */
export interface Version {
  parts: Parts;
  given: number;
}

type Parts = readonly [number, number, number, number];

/** Does the version meet one bound of a range? */
type Bound = (version: Parts) => boolean;

/** Any of these, where all bounds of one are met. */
type Bounds = readonly (readonly Bound[])[];

/** Room for the fourth part within the third, in the ranges that semver reads: nine digits, as the inventory schema allows. */
const BUILD = 1_000_000_000;

/** What the inventory's schema takes for a version; four numbers of nine digits at most. */
const VERSION = /^[0-9]{1,9}(?:[.][0-9]{1,9}){0,3}(?![.0-9])/;

const parsed = new Map<string, Version | undefined>();
const ranges = new Map<string, Map<string, boolean>>();
const compiled = new Map<string, Bounds | undefined>();

/** Reads "7.3.9.42"; undefined when it is not one to four numbers. Each distinct text is read once. */
export function parseVersion(text: string): Version | undefined {
  if (parsed.has(text)) return parsed.get(text);
  const version = splitVersion(text);
  parsed.set(text, version);
  return version;
}

function splitVersion(text: string): Version | undefined {
  if (findVersion(text) !== text) return undefined;
  const given = text.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = given;
  return { parts: [a, b, c, d], given: given.length };
}

/** The version that a text begins with, such as that of "10.0.17763 Service Pack 1". */
export function findVersion(text: string): string | undefined {
  return VERSION.exec(text)?.[0];
}

/** Negative, 0 or positive, as for a sort; all four parts count (A15). */
export function compareVersions({ parts: a }: Version, { parts: b }: Version): number {
  return compareParts(a, b);
}

function compareParts(a: Parts, b: Parts): number {
  for (let at = 0; at < 4; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
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
  const parts = parseVersion(version)?.parts;
  const bounds = compileRange(range);
  if (!parts || !bounds) return undefined;
  const holds = bounds.some((all) => all.every((bound) => bound(parts)));
  known.set(version, holds);
  return holds;
}

/** Whether `range` can be read. */
export function isRange(range: string): boolean {
  return compileRange(range) !== undefined;
}

/** What is said of a text that is no range. */
export function formatNoRange(range: string): string {
  return `"${range}" is not a range of versions, such as >=7.4 <8.0`;
}

function compileRange(range: string): Bounds | undefined {
  if (compiled.has(range)) return compiled.get(range);
  const result = buildRange(range);
  compiled.set(range, result);
  return result;
}

/** Undefined also where a third part is too large to stand in a range, or where a word would make it a prerelease. */
function buildRange(range: string): Bounds | undefined {
  if (/[a-wyz+]/i.test(range)) return undefined;
  try {
    return new Range(widen(range)).set.map((all) => all.map(createBound));
  } catch {
    return undefined;
  }
}

/** semver orders versions by three parts that are exact only below 2^53, so only the bound itself is taken from it. */
function createBound({ operator, semver }: Comparator): Bound {
  // `*`: semver has a symbol in the place of a version.
  if (typeof semver !== 'object' || semver.major === undefined) return () => true;
  const { major, minor, patch } = semver;
  const bound: Parts = [major, minor, Math.floor(patch / BUILD), patch % BUILD];
  return (version) => meets(operator, compareParts(version, bound));
}

function meets(operator: Comparator['operator'], order: number): boolean {
  if (operator === '>') return order > 0;
  if (operator === '>=') return order >= 0;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return order === 0;
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
