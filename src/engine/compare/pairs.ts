import type { Inventory } from '../../model/inventory';
import type { Target } from '../../model/target';
import { isEarlier } from '../plan/routes';
import { isAhead } from '../values/durations';
import { compareVersions, isOfLine, parseVersion } from '../values/versions';
import { findDifference } from './estates';

/** The inventories from before and after an upgrade, which say something of it only together. */
export interface Pair {
  before: Inventory;
  after: Inventory;
}

/** Why a pair says nothing of an upgrade: what is wrong, where, and in which of the two. */
export interface Fault {
  side: keyof Pair;
  path: string;
  reason: string;
}

/** What proves that two inventories are not those from before and after an upgrade of one estate to the target. */
export function findFault(pair: Pair, target: Target, now: number): Fault | undefined {
  return (
    findOtherName(pair) ?? findOtherEstate(pair) ?? findWrongTime(pair, now) ?? findNoUpgrade(pair, target)
  );
}

function findOtherName({ before, after }: Pair): Fault | undefined {
  const [old, name] = [before.environment, after.environment];
  if (old.toLowerCase() === name.toLowerCase()) return undefined;
  return { side: 'after', path: '/environment', reason: formatTwo(name, old) };
}

function findOtherEstate({ before, after }: Pair): Fault | undefined {
  const other = findDifference(after, before);
  if (!other) return undefined;
  const { section, field, values } = other;
  return { side: 'after', path: `/${section}/${field}`, reason: formatTwo(...values) };
}

function formatTwo(present: string, old: string): string {
  return `is "${present}", and "${old}" before; both must be of one estate`;
}

function findWrongTime({ before, after }: Pair, now: number): Fault | undefined {
  const time = Date.parse(after.collectedAt);
  const of = { side: 'after', path: '/collectedAt' } as const;
  if (time <= Date.parse(before.collectedAt))
    return {
      ...of,
      reason: `is ${after.collectedAt}, which is not later than ${before.collectedAt} before; are --before and --after swapped?`,
    };
  if (!isAhead(time, now)) return undefined;
  return { ...of, reason: `is ${after.collectedAt}, which is still to come; check the clocks, and --now` };
}

/** At the target already before, or back at an earlier version: what is there then proves nothing of the upgrade. */
function findNoUpgrade({ before, after }: Pair, target: Target): Fault | undefined {
  const [old, present] = [before, after].map((one) => one.enterpriseManager?.version ?? '') as [
    string,
    string,
  ];
  const [from, to] = [parseVersion(old), parseVersion(present)];
  const path = '/enterpriseManager/version';
  if (from && !isEarlier(old, target))
    return {
      side: 'before',
      path,
      reason: `is ${old}, which is not earlier than the target ${target.version}; name the inventory from before the upgrade`,
    };
  const line = parseVersion(target.line);
  const areBuilds = from?.given === 4 && to?.given === 4;
  if (!areBuilds || !line || !isOfLine(from, line) || compareVersions(from, to) < 0) return undefined;
  return { side: 'after', path, reason: `is ${present}, and ${old} before; nothing was upgraded in between` };
}
