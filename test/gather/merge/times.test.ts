import { oldestOf, timeOf, timesOf } from '../../../src/gather/merge/times';
import type { Gathered } from '../../../src/gather/source';
import type { Inventory, Source } from '../../../src/model/inventory';

const [FIRST, SECOND, THIRD] = ['2026-11-18T08:00:00Z', '2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z'];
const gathered = (asOf: Gathered['asOf'], ...sections: string[]): Gathered => ({
  sections: Object.fromEntries(sections.map((section) => [section, {}])),
  missing: [],
  ...(asOf === undefined ? {} : { asOf }),
});
const source = (own: Partial<Source>): Source => ({ id: 'a', kind: 'agent-list', ...own });

test('a section was true at its own time, or at that of its source', () => {
  expect(timeOf(gathered(FIRST), 'agents')).toBe(FIRST);
  expect(timeOf(gathered({ agents: SECOND }), 'agents')).toBe(SECOND);
  expect(timeOf(gathered({ agents: SECOND }), 'policies')).toBeUndefined();
  expect(timeOf(gathered(undefined), 'agents')).toBeUndefined();
});

describe('the oldest section of which something is in the result', () => {
  const times = { agents: SECOND, policies: FIRST, certsInfo: THIRD, database: 'yesterday' };
  test.each<[string, Partial<Source>, string[], string | undefined]>([
    ['all, where nobody says which', {}, ['certsInfo', 'agents', 'policies'], FIRST],
    ['none that is not there', {}, ['agents', 'certsInfo'], SECOND],
    [
      'those of its fields',
      { fields: ['/agents/0/name', '/certsInfo'] },
      ['agents', 'policies', 'certsInfo'],
      SECOND,
    ],
    ['those of its fields', { fields: ['/certsInfo'] }, ['agents', 'policies', 'certsInfo'], THIRD],
    [
      'a name that only begins so is another',
      { fields: ['/policiesOther', '/agents'] },
      ['agents', 'policies'],
      SECOND,
    ],
    ['all, where none is in use', { fields: [] }, ['agents', 'policies'], FIRST],
    ['all of the facts', { kind: 'facts', fields: ['/certsInfo'] }, ['agents', 'certsInfo'], SECOND],
    ['a time that nobody can read is none', {}, ['database', 'certsInfo'], THIRD],
    ['none', {}, ['database'], undefined],
  ])('%s', (_name, own, sections, time) => {
    expect(oldestOf(gathered(times, ...sections), source(own))).toBe(time);
  });
});

test('a section of an inventory is as old as its oldest source, and no younger than the inventory', () => {
  const inventory = {
    collectedAt: SECOND,
    sources: [
      source({ sections: ['agents'], asOf: FIRST, collectedAt: THIRD }),
      source({ sections: ['agents', 'policies'], collectedAt: THIRD }),
      source({ fields: ['/other', '/certsInfo/files'], collectedAt: FIRST }),
      source({ fields: ['/databaseOther'], collectedAt: FIRST }),
      source({}),
    ],
  } as Inventory;
  expect(timesOf(inventory)).toMatchObject({
    agents: FIRST,
    policies: SECOND,
    certsInfo: FIRST,
    database: SECOND,
  });
});
