import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorReport, makeFleet } from '../../src/engine/verdict/report';
import { readReports } from '../../src/load/reports';
import type { Report } from '../../src/model/report';
import { UserError } from '../../src/model/errors';
import { makeFolder } from '../support/gather/read-source';
import { report, result } from '../support/report/report-sample';

const NOW = Date.parse('2026-11-20T22:00:00Z');
const failed = errorReport('check', new UserError('inventory', 'a.json: no such file'), NOW);
const of = (environment: string): Report => report([result('a', 'pass')], { environment });

function read(document: unknown) {
  const cwd = makeFolder();
  writeFileSync(join(cwd, 'r.json'), typeof document === 'string' ? document : JSON.stringify(document));
  return readReports('r.json', cwd, 'usage');
}

test('one report is read, and those of several estates', async () => {
  const one = await read(of('a'));
  expect(one).toMatchObject({ file: 'r.json', reports: [{ environment: 'a' }] });
  expect(one.sha256).toMatch(/^[0-9a-f]{64}$/);
  const fleet = await read(makeFleet([of('a'), failed, failed, of('b')]));
  expect(fleet.reports.map(({ environment }) => environment)).toEqual(['a', null, null, 'b']);
});

test.each<[string, unknown]>([
  ['r.json: is a plan, and a report is expected', { tool: {}, command: 'plan', hops: [] }],
  ['r.json: holds no report, so it says nothing', { ...makeFleet([of('a')]), reports: [] }],
  ['r.json: is of a run that could not judge: a.json: no such file', failed],
  ['r.json: is of a run that could not judge: a.json: no such file', makeFleet([failed, failed])],
  [
    'r.json: holds two reports of "a", and nobody says which of them is meant',
    makeFleet([of('b'), of('a'), of('a')]),
  ],
  ['r.json: is a list, and a report is expected', []],
  ['r.json: /: is null', null],
  ['r.json', '{'],
])('what proves nothing is refused: %s', async (message, document) => {
  const error = await read(document).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'usage' });
  expect((error as UserError).message.slice(0, message.length)).toBe(message);
});
