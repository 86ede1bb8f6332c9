import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseDatabases, findDatabases } from '../../../src/gather/discovery/databases';
import { readUsedDatabases } from '../../../src/gather/enterprise-manager/server-config';
import { makeEmFolder } from '../../support/estates/em-folder';

const config = (...strings: string[]) =>
  `<configuration><connectionStrings>${strings
    .map((text, at) => `<add name="c${at}" connectionString="${text}" />`)
    .join('')}</connectionStrings></configuration>`;

test('the databases that the configuration names, and nothing else of it', async () => {
  const text = config(
    'Data Source=SQL01\\TP,1444;Initial Catalog=NVMonitorConfig;User ID=tp_svc;Password=Pa55;',
    "server='SQL01\\TP,1444';database=NVMonitorData;Integrated Security=SSPI",
    'Data Source=sql01\\tp,1444;Initial Catalog=nvmonitorconfig;User ID=other;Password=Pa55',
    'Server=mail01;Port=25;User=x',
  );
  const used = await readUsedDatabases(text);
  expect(used).toEqual([
    { server: 'sql01\\tp,1444', database: 'nvmonitorconfig' },
    { server: 'SQL01\\TP,1444', database: 'NVMonitorData' },
  ]);
  expect(JSON.stringify(used)).not.toMatch(/Pa55|tp_svc/);
});

test.each([
  [
    'by their names',
    [
      ['S', 'NVMonitorConfig'],
      ['s', 'NVMonitorData'],
      ['S', 'NVMonitorArchive'],
    ],
    { server: 'S', config: 'NVMonitorConfig', data: 'NVMonitorData' },
  ],
  [
    'of other names',
    [
      ['S', 'TPConfig'],
      ['S', 'Events'],
    ],
    { server: 'S', config: 'TPConfig' },
  ],
  [
    'two that could be it',
    [
      ['S', 'Config1'],
      ['S', 'Config2'],
    ],
    { server: 'S' },
  ],
  [
    'on two servers',
    [
      ['S', 'NVMonitorConfig'],
      ['T', 'NVMonitorData'],
    ],
    undefined,
  ],
  [
    'the archive elsewhere',
    [
      ['S', 'NVMonitorConfig'],
      ['T', 'NVMonitorArchive'],
    ],
    { server: 'S', config: 'NVMonitorConfig' },
  ],
  ['none', [], undefined],
])('%s', (_name, pairs, found) => {
  const used = (pairs as [string, string][]).map(([server, database]) => ({ server, database }));
  expect(chooseDatabases(used)).toEqual(found);
});

test('of a folder; a configuration that is none, or not there, names none', async () => {
  const root = await makeEmFolder();
  expect(await findDatabases(root)).toEqual({ server: 'SQL01', config: 'NVMonitorConfig' });
  await writeFile(join(root, 'SIEnterpriseManager.exe.config'), '<!DOCTYPE x>');
  expect(await findDatabases(root)).toBeUndefined();
  await rm(join(root, 'SIEnterpriseManager.exe.config'));
  expect(await findDatabases(root)).toBeUndefined();
  await rm(root, { recursive: true });
});
