import type { Finding, Level } from '../../model/report';
import { parseHost, sameHost, type HostName } from '../values/hosts';

/** A finding and the one that it was in an older report, where there was one. */
export interface Pair<Old, New> {
  now: New;
  before: Old | undefined;
}

/**
 * Pairs findings by fingerprint. Several may share one (two rows for one host, B12): equal ones pair first, the
 * rest in their order, and what is left over on either side is new or gone. So the count of each always adds up.
 */
export function pairFindings<Old extends Finding, New extends Finding>(
  older: Iterable<Old>,
  newer: Iterable<New>,
): { pairs: Pair<Old, New>[]; gone: Old[] } {
  const left = new Set(older);
  const pairs = [...newer].map((now): Pair<Old, New> => ({ now, before: undefined }));
  const isFormer = [left, pairs.map(({ now }) => now)].some((side) => hasFormerKeys(side));
  for (const keyOf of isFormer ? FORMER_WAYS : WAYS) {
    const groups = groupLastFirst(left, keyOf);
    const open = pairs.filter(({ before }) => before === undefined);
    if (isFormer) removeUnclear(groups, groupLastFirst(open.map(({ now }) => now), keyOf)); // prettier-ignore
    for (const pair of open) {
      pair.before = groups.get(keyOf(pair.now))?.pop();
      if (pair.before) left.delete(pair.before);
    }
  }
  return { pairs, gone: [...left] };
}

type KeyOf = (one: Finding) => string;

/** What findings have in common to be a pair: first as much as possible. */
const WAYS: readonly KeyOf[] = [(one) => one.fingerprint + contentOf(one), ({ fingerprint }) => fingerprint];

/** With a report of 1.0, in which hosts of several domains may have one fingerprint: also how the object is called. */
const FORMER_WAYS: readonly KeyOf[] = [
  (one) => formerPrintOf(one) + labelOf(one) + contentOf(one),
  (one) => formerPrintOf(one) + labelOf(one),
  formerPrintOf,
];

/** Whether findings are of a report of 1.0. */
export function hasFormerKeys(findings: Iterable<Finding>): boolean {
  for (const { key } of findings) if (key === undefined) return true;
  return false;
}

function formerPrintOf({ formerFingerprint, fingerprint }: Finding): string {
  return formerFingerprint ?? fingerprint;
}

function labelOf({ subject }: Finding): string {
  return subject.toLowerCase();
}

/** Takes out what may be several objects: a known one would hide a new one. */
function removeUnclear(older: Map<string, Finding[]>, newer: ReadonlyMap<string, Finding[]>): void {
  for (const [key, findings] of older) if (!areOneObject(findings, newer.get(key) ?? [])) older.delete(key);
}

function areOneObject(older: readonly Finding[], newer: readonly Finding[]): boolean {
  const isOne = [older, newer].every((all) => new Set(all.map((one) => one.key ?? labelOf(one))).size < 2);
  return isOne && sameHost(hostOf(older), hostOf(newer));
}

function hostOf([one]: readonly Finding[]): HostName {
  return parseHost(lastWord(one?.subject ?? ''));
}

/** The host of a label such as "Enterprise Manager CONTOSO\\EM01". */
function lastWord(label: string): string {
  return label.slice(label.lastIndexOf(' ') + 1);
}

/** By key, in reverse order, so that the first one is taken from the end. */
function groupLastFirst<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of [...all].reverse()) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Whether two findings say the same; where the object stands in its file is not part of that. */
export function isEqual(a: Finding, b: Finding): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf({ kind, message, actual, expected, waiver }: Finding): string {
  return JSON.stringify([kind, message, actual, expected, waiver]);
}

/** A finding with what was asked: at which level, by which rule, for which target. */
export type Entry = Finding & Asked;
interface Asked {
  level: Level;
  basis?: string | undefined;
  target?: string | null;
}

/** Whether two were asked for the same; reports of 1.0 do not say by which rule. */
export function areAlike(a: Omit<Asked, 'level'>, b: Omit<Asked, 'level'>): boolean {
  return a.target === b.target && (a.basis === undefined || b.basis === undefined || a.basis === b.basis);
}

/**
 * Whether an older report already said as much: asked the same, it was a violation then, if it is one now, at that level at
 * least, and was not accepted by a waiver that is gone. Otherwise the fingerprint is old and the finding new.
 */
export function isKnown({ now, before }: Pair<Entry, Entry>): boolean {
  if (!before || !areAlike(before, now)) return false;
  if (now.kind === 'violation' && before.kind !== 'violation') return false;
  if (now.level === 'fail' && before.level === 'warn') return false;
  return before.waiver === null || now.waiver !== null;
}
