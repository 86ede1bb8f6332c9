import {
  acceptedFrom,
  findRoute,
  findRouteVia,
  formatRoute,
  isEarlier,
  orderStops,
  targetOf,
} from '../../../src/engine/plan/routes';
import { catalogue, findTarget } from '../../support/judge/judge-inventory';

const { targets } = catalogue;

test('a target is a line or a build of four parts', () => {
  expect(targetOf(targets, '7.4')).toMatchObject({ line: '7.4', version: '7.4' });
  expect(targetOf(targets, '7.4.0.312')).toMatchObject({ line: '7.4', version: '7.4.0.312' });
  expect(targetOf(targets, '7.3.9.42')).toMatchObject({ line: '7.3.9' });
  for (const text of ['7', '7.4.0', '7.6', '7.3.8.1', 'latest', ''])
    expect(targetOf(targets, text)).toBeUndefined();
});

test('within one line only a later build is documented', () => {
  expect(acceptedFrom('7.4.0.1', findTarget('7.4.0.2'))).toMatchObject({ laterBuildOnly: true });
  expect(acceptedFrom('7.4.0.2', findTarget('7.4.0.2'))).toBeUndefined();
  expect(acceptedFrom('7.4.0.2', findTarget('7.4'))).toBeDefined();
  expect(acceptedFrom('OneFS', findTarget('7.4'))).toBeUndefined();
});

test.each([
  ['7.3.7.249', '8.1', ['7.3.9', '7.5', '8.1']],
  ['7.3.9.42', '7.5.0.9', ['7.5.0.9']],
  ['7.4.0.1', '8.0', ['7.5', '8.0']],
  ['7.5.0.1', '8.1', ['8.1']],
])('the route from %s to %s has the fewest hops', (source, target, stops) => {
  const route = findRoute(targets, source, findTarget(target));
  expect(route?.map(({ to }) => to)).toEqual(stops);
  expect(route?.[0]?.from).toBe(source);
  expect(
    route?.every(({ facts, reference }) => facts.includes('A2') && reference.startsWith('https://')),
  ).toBe(true);
  expect(formatRoute(targets, source, findTarget(target))).toBe(
    `the documented route is ${[source, ...stops].join(' → ')}`,
  );
});

test('where the documentation has no route, that is said', () => {
  expect(findRoute(targets, '7.3.6.331', findTarget('7.4'))).toBeUndefined();
  expect(formatRoute(targets, '7.3.6.331', findTarget('7.4'))).toContain('contact Netwrix Support');
  expect(findRoute(targets, '8.0.0.1', findTarget('7.5'))).toBeUndefined();
  expect(formatRoute(targets, '8.0.0.1', findTarget('7.5'))).toBe(
    'the documentation has no route between these versions',
  );
});

test.each([
  ['7.3.9.42', '7.4', true],
  ['7.4.0.1', '7.4', true],
  ['7.4', '7.4', true],
  ['7.4.0.1', '7.4.0.2', true],
  ['7.4.0.2', '7.4.0.2', false],
  ['7.4.0.3', '7.4.0.2', false],
  ['7.5.0.1', '7.4', false],
  ['OneFS', '7.4', false],
])('whether %s is earlier than %s: %s', (version, target, isBefore) => {
  expect(isEarlier(version, findTarget(target))).toBe(isBefore);
});

test.each([
  ['7.3.6.331', '7.4', 'the documented starting point is 7.3.7 or later; contact Netwrix Support'],
  ['8.0.0.1', '7.5', 'it is not newer, and there is no documented way back'],
])('from %s to %s there is no route, and the reason is said', (version, target, reason) => {
  expect(findRouteVia(targets, version, [], findTarget(target))).toEqual({
    reason: `no documented edge leads from ${version} to ${target}: ${reason}`,
  });
});

test('where no edge leads to a target, the sources that it names are said', () => {
  const line = findTarget('8.1');
  const target = {
    ...line,
    acceptedSources: [
      { versions: '8.0', facts: [], reference: '' },
      { versions: '8.1', laterBuildOnly: true, facts: [], reference: '' },
    ],
  };
  expect(findRouteVia({ ...targets, lines: [] }, '7.4.0.1', [], target)).toEqual({
    reason:
      'no documented edge leads from 7.4.0.1 to 8.1: the documentation names 8.0, 8.1 (earlier build) as its sources, and no edge leads there',
  });
});

test('the leg that has no route is the one that is said', () => {
  const route = findRouteVia(targets, '7.3.9.42', [findTarget('8.0')], findTarget('7.5'));
  expect(route).toEqual({
    reason: 'no documented edge leads from 8.0 to 7.5: it is not newer, and there is no documented way back',
  });
});

test('stops are taken once, the lowest first, and never the target', () => {
  const stops = ['8.0', '7.4.0.312', '7.5', '7.4.0.9', '8.1', '7.5'].map(findTarget);
  expect(orderStops(stops, findTarget('8.1')).map(({ version }) => version)).toEqual([
    '7.4.0.9',
    '7.4.0.312',
    '7.5',
    '8.0',
  ]);
});
