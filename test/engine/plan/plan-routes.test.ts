import { findRouteVia, orderStops } from '../../../src/engine/plan/routes';
import { catalogue, target } from '../../support/judge/plan-input';

const { targets } = catalogue;
const LINES = ['7.3.9', '7.4', '7.5', '8.0', '8.1'];
const SOURCES = [
  '7.3.6.331',
  '7.3.7.249',
  '7.3.8.176',
  '7.3.9.42',
  '7.4.0.123',
  '7.5.0.50',
  '7.6.0.1',
  '8.0.0.9',
  '8.1.0.5',
];

/** The edges of fact A2, written down a second time: from one line to another. */
const EDGES: Record<string, string[]> = {
  '7.3.7': ['7.3.9'],
  '7.3.8': ['7.3.9'],
  '7.3.9': ['7.4', '7.5'],
  '7.4': ['7.4', '7.5'],
  '7.5': ['7.5', '8.0', '8.1'],
  '8.0': ['8.0', '8.1'],
  '8.1': ['8.1'],
};

function lineOf(version: string): string {
  return Object.keys(EDGES).find((line) => version === line || version.startsWith(`${line}.`)) ?? version;
}

/** Fewest hops by trying every way; undefined where there is none. */
function fewest(from: string, to: string): number | undefined {
  let reached = new Set([lineOf(from)]);
  for (let hops = 1; hops <= LINES.length; hops++) {
    const next = new Set([...reached].flatMap((line) => EDGES[line] ?? []));
    if (next.has(to)) return hops;
    reached = next;
  }
  return undefined;
}

function route(from: string, to: string, via: string[] = []): string[] | string {
  const found = findRouteVia(targets, from, via.map(target), target(to));
  return 'hops' in found ? [from, ...found.hops.map((hop) => hop.to)] : found.reason;
}

/** Every source line × target line without a forced stop. */
const TABLE: Record<string, (string | null)[]> = {
  '7.3.6.331': [null, null, null, null, null],
  '7.3.7.249': ['7.3.9', '7.3.9 7.4', '7.3.9 7.5', '7.3.9 7.5 8.0', '7.3.9 7.5 8.1'],
  '7.3.8.176': ['7.3.9', '7.3.9 7.4', '7.3.9 7.5', '7.3.9 7.5 8.0', '7.3.9 7.5 8.1'],
  '7.3.9.42': [null, '7.4', '7.5', '7.5 8.0', '7.5 8.1'],
  '7.4.0.123': [null, '7.4', '7.5', '7.5 8.0', '7.5 8.1'],
  '7.5.0.50': [null, null, '7.5', '8.0', '8.1'],
  '7.6.0.1': [null, null, null, null, null],
  '8.0.0.9': [null, null, null, '8.0', '8.1'],
  '8.1.0.5': [null, null, null, null, '8.1'],
};

describe.each(SOURCES)('from %s', (source) => {
  test.each(LINES.map((line, at) => [line, TABLE[source]?.[at] ?? null] as const))(
    'to %s: %s',
    (to, stops) => {
      const found = route(source, to);
      if (stops === null)
        expect(found).toMatch(new RegExp(`^no documented edge leads from ${source} to ${to}: `));
      else expect(found).toEqual([source, ...stops.split(' ')]);
    },
  );

  test.each(LINES.flatMap((to) => LINES.map((via) => [to, via] as const)))(
    'to %s by way of %s',
    (to, via) => {
      const found = route(source, to, [via]);
      const legs = via === to ? [fewest(source, to)] : [fewest(source, via), fewest(via, to)];
      if (legs.some((leg) => leg === undefined)) {
        expect(found).toMatch(/^no documented edge leads from /);
        return;
      }
      expect(found).toHaveLength(1 + legs.reduce<number>((sum, leg) => sum + (leg ?? 0), 0));
      expect(found).toContain(via);
      [...found.slice(0, -1)].forEach((from, at) => {
        expect(EDGES[lineOf(from)]).toContain(found[at + 1]);
      });
    },
  );
});

describe('the reason why there is no route', () => {
  test('before 7.3.7 it names the starting point and Netwrix Support', () => {
    expect(route('7.3.6.331', '8.1')).toBe(
      'no documented edge leads from 7.3.6.331 to 8.1: the documented starting point is 7.3.7 or later; contact Netwrix Support',
    );
  });

  test('there is no way back, also within one line', () => {
    const back = 'it is not newer, and there is no documented way back';
    expect(route('8.0.0.9', '7.5')).toContain(back);
    expect(route('7.4.0.123', '7.4.0.122')).toContain(back);
    expect(route('7.4.0.123', '7.4.0.123')).toContain(back);
    expect(route('7.4.0.123', '7.4.0.124')).toEqual(['7.4.0.123', '7.4.0.124']);
  });

  test('a version of no documented line: it names the sources of the target', () => {
    expect(route('7.6.0.1', '8.1')).toContain(
      'the documentation names 7.5, 8.0, 8.1 (earlier build) as its sources',
    );
  });

  test('a stop that is passed already has no route', () => {
    expect(route('7.5.0.50', '8.1', ['7.4'])).toBe(
      'no documented edge leads from 7.5.0.50 to 7.4: it is not newer, and there is no documented way back',
    );
  });
});

describe('forced stops', () => {
  test('are taken in the order of their versions, each once, and never the target', () => {
    const stops = ['8.0', '7.5', '7.5', '8.1', '7.4'].map(target);
    expect(orderStops(stops, target('8.1')).map((stop) => stop.version)).toEqual(['7.4', '7.5', '8.0']);
    expect(route('7.3.7.249', '8.1', ['8.0', '7.4'])).toEqual([
      '7.3.7.249',
      '7.3.9',
      '7.4',
      '7.5',
      '8.0',
      '8.1',
    ]);
  });

  test('may be builds', () => {
    expect(route('7.3.7.249', '8.1', ['7.3.9.42'])).toEqual(['7.3.7.249', '7.3.9.42', '7.5', '8.1']);
  });
});
