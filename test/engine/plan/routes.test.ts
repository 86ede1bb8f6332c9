import { acceptedFrom, findRoute, formatRoute, targetOf } from '../../../src/engine/plan/routes';
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
