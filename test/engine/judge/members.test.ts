import { ExpectedMembers } from '../../../src/engine/judge/members';
import type { Scope } from '../../../src/engine/scope/scope';
import type { Members } from '../../../src/model/rule';

const scope = { inventory: { database: { dataDatabase: 'Data' } } } as unknown as Scope;
const rule: Members = {
  key: '/name',
  whenMissing: 'violation',
  values: [
    'Config',
    { $data: '/inventory/database/dataDatabase', default: 'NVMonitorData' },
    { $data: '/inventory/database/other', default: 'Other' },
  ],
};

test.each<[string, unknown[], boolean, boolean[], string[], boolean]>([
  ['all', ['config', 'DATA', 'other'], false, [true, true, true], [], true],
  ['one is missing', ['Config', 'more', 'Other'], false, [true, false, true], ['Data'], true],
  ['all are missing', [], false, [], ['Config', 'Data', 'Other'], true],
  ['one element has no name', ['Config', null, 'Data'], false, [true, false, true], ['Other'], false],
  ['the list is incomplete', ['Config'], true, [true], ['Data', 'Other'], false],
])('%s', (_name, names, isIncomplete, has, missing, proven) => {
  const members = new ExpectedMembers(rule, scope, isIncomplete);
  expect(names.map((name) => members.has({ name }))).toEqual(has);
  expect(members.missing()).toEqual({ names: missing, doubled: [], proven });
});

test('two members of one name are said to be so', () => {
  const members = new ExpectedMembers({ ...rule, values: ['a', 'A', 'b'] }, scope, false);
  expect(members.missing().doubled).toEqual(['A']);
});
