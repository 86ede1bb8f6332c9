import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recogniseExport } from '../../../src/gather/exports/recognise';
import { ROOT } from '../../support/cli/run';
import { makeFolder } from '../../support/gather/read-source';

const { signal } = new AbortController();
const filesOf = (folder: string) =>
  readdirSync(join(ROOT, 'fixtures/sources', folder)).map((name) => join('fixtures/sources', folder, name));

test.each([
  ...filesOf('agents').map((file) => [file, 'agents']),
  // What could be either is an export of the product, which is what it writes as XML.
  ...filesOf('policies').map((file) => [file, file.endsWith('list.xml') ? 'policy-export' : 'policies']),
  ...filesOf('policy-exports').map((file) => [file, 'policy-export']),
])('%s: %s', async (file, option) => {
  expect(await recogniseExport(join(ROOT, String(file)), signal)).toBe(option);
});

const folder = makeFolder();
test.each([
  ['a list of other things', 'Name;ID;Status\nx;1;y\n'],
  ['one known column', 'Host,Version\nDC01,7.4\n'],
  ['settings', '<configuration><appSettings><add key="a" value="b"/></appSettings></configuration>'],
  ['another JSON', '[{ "a": 1 }]'],
  ['prose', 'To whom it may concern,\nthis is a letter.\n'],
])('%s is no export', async (_name, text) => {
  writeFileSync(join(folder, 'x'), text);
  expect(await recogniseExport(join(folder, 'x'), signal)).toBeUndefined();
});

test('a long list is recognised by its beginning', async () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => `DC${at},CONTOSO,7.4.0.1,Active\n`);
  writeFileSync(join(folder, 'long.csv'), `Machine,Domain,Version String,Status\n${rows.join('')}"`);
  expect(await recogniseExport(join(folder, 'long.csv'), signal)).toBe('agents');
});

test('a workbook says what to do', async () => {
  writeFileSync(join(folder, 'book.xlsx'), 'PK\u0003\u0004…');
  await expect(recogniseExport(join(folder, 'book.xlsx'), signal)).rejects.toThrow('save the list as CSV');
});
