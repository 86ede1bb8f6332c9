import type { Gathered } from '../../../src/gather/source';
import { columns, startEstate } from '../../support/servers/sql/estate';
import type { Column, ColumnType, Value } from '../../support/servers/sql/columns';
import { gatherWith, optionsFor } from '../../support/servers/sql/gathering';

/** Gathers from a dbo.Server of these columns, whose catalogue may spell them otherwise. */
async function gatherTable(
  pairs: [string, ColumnType][],
  rows: Value[][],
  catalogue = pairs.map(([name]) => ['dbo', 'Server', name]),
): Promise<{ gathered: Gathered; select: string }> {
  const table: Column[] = columns(...pairs);
  const names = columns(
    ['table_schema', 'nvarchar'],
    ['table_name', 'nvarchar'],
    ['column_name', 'nvarchar'],
  );
  const estate = await startEstate({
    answers: [
      { when: /INFORMATION_SCHEMA/, columns: names, rows: catalogue },
      { when: /FROM \[\w+\]\.\[\w+\]$/, columns: table, rows },
    ],
  });
  const gathered = await gatherWith(optionsFor(`127.0.0.1,${estate.port}`)).finally(() => estate.close());
  return {
    gathered,
    select: estate.queries.find(({ sql }) => /FROM \[\w+\]\.\[\w+\]$/.test(sql))?.sql ?? '',
  };
}

it('maps what is known of the table, under any spelling, and leaves the rest unread', async () => {
  const { gathered, select } = await gatherTable(
    [
      ['Machine_Name', 'nvarchar'],
      ['NETBIOS DOMAIN', 'nvarchar'],
      ['versionstring', 'nvarchar'],
      ['EventsInQueue', 'int'],
      ['FreeSpaceBytes', 'bigint'],
      ['IsSigned', 'bit'],
      ['LastMgrContact', 'datetime2'],
    ],
    [['DC01', 'CONTOSO', '7.3.9.42', 12, 96_400_000_000n, true, new Date('2026-11-20T21:59:00.5Z')]],
    [
      ...[
        'Machine_Name',
        'NETBIOS DOMAIN',
        'versionstring',
        'EventsInQueue',
        'FreeSpaceBytes',
        'IsSigned',
        'LastMgrContact',
      ],
      ...['Password', 'Secret]Column'],
    ].map((name) => ['DBO', 'server', name]),
  );
  expect(gathered.sections.agents).toEqual([
    {
      name: 'DC01',
      domain: 'CONTOSO',
      version: '7.3.9.42',
      eventsInQueue: 12,
      freeSpaceBytes: 96_400_000_000,
      isSigned: true,
      lastContactAt: '2026-11-20T21:59:00.500Z',
    },
  ]);
  expect(select).toMatch(/^SELECT \[Machine_Name\], \[NETBIOS DOMAIN\], .* FROM \[DBO\]\.\[server\]$/);
  expect(select).not.toMatch(/Password|Secret/);
  expect(gathered.remarks).toContainEqual(expect.stringMatching(/times are taken as UTC/));
});

it('takes no value of another form for evidence', async () => {
  const { gathered } = await gatherTable(
    [
      ['Name', 'nvarchar'],
      ['Status', 'int'],
      ['Version', 'nvarchar'],
      ['EventsInQueue', 'int'],
    ],
    [
      ['DC01', 3, 'Windows Server 2019', -1],
      ['  ', null, null, null],
    ],
  );
  expect(gathered.sections.agents).toEqual([{ name: 'DC01' }]);
  const absent = [
    'domain',
    'fqdn',
    'address',
    'version',
    'status',
    'operatingSystem',
    'eventsInQueue',
    'freeSpaceBytes',
  ];
  expect(gathered.missing).toEqual([
    { path: '/agents', reason: 'dbo.Server: rows without a name were left out: 1' },
    ...absent.map((field) => ({
      path: `/agents/*/${field}`,
      reason: `dbo.Server: holds no ${field} that can be read; give the agent list with --agents FILE`,
    })),
  ]);
});

it('reads the five states and no other', async () => {
  const states = ['ACTIVE', 'Active (Modules Pending)', 'stopped', 'Lost Connection', 'No Agent', 'Unknown'];
  const { gathered } = await gatherTable(
    [
      ['Name', 'nvarchar'],
      ['Status', 'nvarchar'],
    ],
    states.map((state, at) => [`DC0${at}`, state]),
  );
  expect(gathered.sections.agents?.map(({ status }) => status)).toEqual([
    'Active',
    'Active (Modules Pending)',
    'Stopped',
    'Lost Connection',
    'No Agent',
    undefined,
  ]);
});

it('keeps rows that look the same apart, for the rule about duplicates', async () => {
  const { gathered } = await gatherTable([['Name', 'nvarchar']], [['DC01'], ['CONTOSO\\DC01']]);
  expect(gathered.sections.agents).toEqual([{ name: 'DC01' }, { name: 'CONTOSO\\DC01' }]);
});

it('quotes a column that is named to break out', async () => {
  const { gathered, select } = await gatherTable(
    [['Name', 'nvarchar']],
    [['DC01']],
    [
      ['dbo', 'Server', 'Name'],
      ['dbo', 'Server', 'Ip] FROM x; DROP TABLE y --'],
      ['dbo', 'Server', 'I]P'],
    ],
  );
  expect(select).toBe('SELECT [Name], [I]]P] FROM [dbo].[Server]');
  expect(gathered.sections.agents).toEqual([{ name: 'DC01' }]);
});

it('is no list of agents without a name, and none that is invisible', async () => {
  const nameless = await gatherTable([['ServerID', 'int']], [[1]]);
  expect(nameless.gathered.sections).not.toHaveProperty('agents');
  expect(nameless.gathered.missing).toContainEqual({
    path: '/agents',
    reason: 'dbo.Server: has no column with the name of the host; or give the agent list with --agents FILE',
  });
  const invisible = await gatherTable([], [], []);
  expect(invisible.gathered.missing.at(-1)?.reason).toMatch(
    /not there or not visible; it needs .*SELECT on dbo\.Server/,
  );
});

it('holds hostile names as data', async () => {
  const { gathered } = await gatherTable(
    [
      ['Name', 'nvarchar'],
      ['__proto__', 'nvarchar'],
      ['constructor', 'nvarchar'],
    ],
    [['__proto__', 'x', 'y']],
  );
  expect(gathered.sections.agents).toEqual([{ name: '__proto__' }]);
  expect(Object.getPrototypeOf(gathered.sections.agents?.[0])).toBe(Object.prototype);
});
