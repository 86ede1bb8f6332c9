import { findFault } from '../../../src/engine/compare/pairs';
import type { Inventory } from '../../../src/model/inventory';
import { findTarget } from '../../support/judge/judge-inventory';

const NOW = Date.parse('2026-11-21T04:00:00Z');

function inventory(
  version: string | undefined,
  collectedAt: string,
  more: Partial<Inventory> = {},
): Inventory {
  const enterpriseManager = { host: 'TPEM01', version };
  return { schemaVersion: 1, environment: 'contoso', collectedAt, sources: [], enterpriseManager, ...more };
}

const before = (version?: string, more?: Partial<Inventory>) =>
  inventory(version, '2026-11-20T21:00:00Z', more);
const after = (version?: string, more?: Partial<Inventory>) =>
  inventory(version, '2026-11-21T03:00:00Z', more);

test.each<[string, string | undefined, string | undefined, string]>([
  ['7.4', '7.3.9.42', '7.4.0.312', ''],
  ['7.4', '7.3.9.42', '7.3.9.42', ''],
  ['7.4', '7.3.9.42', undefined, ''],
  ['7.4', undefined, '7.4.0.312', ''],
  ['7.4', 'seven', '7.4.0.312', ''],
  ['7.4', '7.4.0.10', '7.4.0.312', ''],
  ['7.4', '7.4.0.10', '7.4', ''],
  ['7.4', '7.4', '7.4.0.312', ''],
  [
    '7.4',
    '7.4.0.312',
    '7.4.0.312',
    'after /enterpriseManager/version is 7.4.0.312, and 7.4.0.312 before; nothing was',
  ],
  [
    '7.4',
    '7.4.0.312',
    '7.4.0.10',
    'after /enterpriseManager/version is 7.4.0.10, and 7.4.0.312 before; nothing was',
  ],
  ['7.4.0.312', '7.4.0.10', '7.4.0.312', ''],
  ['7.4.0.312', '7.4.0.10', '7.4.0.10', 'after /enterpriseManager/version is 7.4.0.10, and 7.4.0.10 before'],
  [
    '7.4.0.312',
    '7.4.0.312',
    '7.4.0.312',
    'before /enterpriseManager/version is 7.4.0.312, which is not earlier than',
  ],
  [
    '7.4.0.312',
    '7.4.0.400',
    '7.4.0.312',
    'which is not earlier than the target 7.4.0.312; name the inventory from',
  ],
  [
    '7.4',
    '8.0.0.1',
    '7.4.0.312',
    'before /enterpriseManager/version is 8.0.0.1, which is not earlier than the target 7.4',
  ],
])('to %s from %s to %s', (target, from, to, fault) => {
  const found = findFault({ before: before(from), after: after(to) }, findTarget(target), NOW);
  const text = found ? `${found.side} ${found.path} ${found.reason}` : '';
  expect(text === '').toBe(fault === '');
  expect(text).toContain(fault);
});

test.each<[string, Partial<Inventory>, Partial<Inventory>, object | undefined]>([
  ['the name in other letters', {}, { environment: 'CONTOSO' }, undefined],
  [
    'another name',
    {},
    { environment: 'fabrikam' },
    {
      side: 'after',
      path: '/environment',
      reason: 'is "fabrikam", and "contoso" before; both must be of one estate',
    },
  ],
  [
    'another machine',
    {},
    { enterpriseManager: { host: 'TPEM02' } },
    {
      path: '/enterpriseManager/host',
      reason: 'is "TPEM02", and "TPEM01" before; both must be of one estate',
    },
  ],
  [
    'the same moment',
    {},
    { collectedAt: '2026-11-20T21:00:00Z' },
    {
      side: 'after',
      path: '/collectedAt',
      reason:
        'is 2026-11-20T21:00:00Z, which is not later than 2026-11-20T21:00:00Z before; are --before and --after swapped?',
    },
  ],
  ['a second later', {}, { collectedAt: '2026-11-20T21:00:01Z' }, undefined],
  [
    'a time to come',
    {},
    { collectedAt: '2026-11-21T04:06:00Z' },
    {
      side: 'after',
      path: '/collectedAt',
      reason: 'is 2026-11-21T04:06:00Z, which is still to come; check the clocks, and --now',
    },
  ],
  ['a clock that is ahead', {}, { collectedAt: '2026-11-21T04:04:00Z' }, undefined],
  [
    'an unknown Enterprise Manager',
    { enterpriseManager: undefined },
    { enterpriseManager: undefined },
    undefined,
  ],
])('a pair with %s', (_what, old, present, fault) => {
  const pair = { before: before('7.3.9.42', old), after: after('7.4.0.312', present) };
  const found = findFault(pair, findTarget('7.4'), NOW);
  if (fault) expect(found).toMatchObject(fault);
  else expect(found).toBeUndefined();
});
