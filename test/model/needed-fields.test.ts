import { AGENTS, POLICIES } from '../../src/gather/exports/lists/fields';
import { NEEDED_FIELDS } from '../../src/model/needed-fields';

test('rules need the name of every row, and fields that a list can have', () => {
  expect(NEEDED_FIELDS.agents).toContain('name');
  expect(NEEDED_FIELDS.policies).toContain('name');
});

test('an export lacks what rules need and the list of the product has, and nothing that administrators add', () => {
  const judged = (kind: typeof AGENTS) => kind.fields.filter((field) => field.judged).map(({ name }) => name);
  expect(judged(AGENTS)).toEqual([
    'domain',
    'fqdn',
    'address',
    'version',
    'status',
    'operatingSystem',
    'eventsInQueue',
    'freeSpaceBytes',
    'modules',
  ]);
  expect(judged(POLICIES)).toEqual([]);
});
