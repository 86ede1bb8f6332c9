import { NewestPlaces } from '../../../src/engine/judge/newest';
import { Place } from '../../../src/engine/values/pointers';

const NOW = Date.parse('2026-11-20T22:00:00Z');

test.each<[string, (string | undefined)[], number[], number[]]>([
  ['none', [], [], []],
  ['one', ['2026-11-01'], [0], []],
  ['the latest', ['2026-11-01', '2026-11-03', '2026-11-02'], [1], []],
  ['all of the latest', ['2026-11-03', '2026-11-01', '2026-11-03'], [0, 2], []],
  ['a later one after several', ['2026-11-01', '2026-11-01', '2026-11-02'], [2], []],
  ['those without a time', ['2026-11-01', undefined, 'N/A'], [0], [1, 2]],
  [
    'those still to come',
    ['2026-11-01', '2026-11-21', '2026-11-20T22:05:00Z', '2026-11-20T22:05:01Z'],
    [2],
    [1, 3],
  ],
])('of %j: %s', (_name, times, newest, undated) => {
  const places = times.map((at, index) => new Place({ deep: { at } }, 'inventory', '/list', index));
  const found = new NewestPlaces('/deep/at', NOW);
  places.forEach((place) => found.see(place));
  const positions = (some: readonly Place[]) => some.map((place) => places.indexOf(place));
  expect([positions(found.newest), positions(found.undated)]).toEqual([newest, undated]);
});
