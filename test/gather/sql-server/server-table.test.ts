import type { Gathered } from '../../../src/gather/source';
import { columns, startEstate } from '../../support/servers/sql/estate';
import type { Column, ColumnType, Value } from '../../support/servers/sql/columns';
import { gatherWith, optionsFor } from '../../support/servers/sql/gathering';

/** Gathers from a dbo.Server of these columns, whose catalogue may spell them otherwise. */
async function gatherTable(
  pairs: [string, ColumnType][],
  rows: Value[][] | (() => Value[][]),
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

describe('a table that the Enterprise Manager empties and fills (E23)', () => {
  const hosts = (...names: string[]): Value[][] => names.map((name) => [name]);
  const pairs: [string, ColumnType][] = [['Name', 'nvarchar']];

  /** Gathers where each further question about the table is answered by the next of these, and the last one again. */
  async function gatherReads(...reads: Value[][][]): Promise<Gathered> {
    let at = 0;
    const rows = () => reads[Math.min(at++, reads.length - 1)] ?? [];
    return (await gatherTable(pairs, rows)).gathered;
  }

  it('is read again until two reads agree', async () => {
    const { sections, missing } = await gatherReads(
      hosts('DC01'),
      hosts('DC01', 'DC02'),
      hosts('DC01', 'DC02', 'FS01'),
      hosts('FS01', 'DC02', 'DC01'),
    );
    expect(sections.agents?.map(({ name }) => name)).toEqual(['DC01', 'DC02', 'FS01']);
    expect(missing.map(({ path }) => path)).not.toContain('/agents');
  });

  it('is never taken for whole where no two reads agree', async () => {
    const { sections, missing } = await gatherReads(
      ...[1, 2, 3, 4, 5, 6].map((count) => hosts(...Array.from({ length: count }, (_one, at) => `DC0${at}`))),
    );
    expect(sections.agents).toHaveLength(5);
    expect(missing[0]).toEqual({
      path: '/agents',
      reason: expect.stringMatching(/^dbo\.Server: was rewritten while it was read/) as string,
    });
  });

  it('has as many rows, but others', async () => {
    const { missing } = await gatherReads(
      ...['DC01', 'DC02', 'DC03', 'DC04', 'DC05', 'DC06'].map((name) => hosts(name)),
    );
    expect(missing[0]?.path).toBe('/agents');
  });

  it('is no proof of "no Agents" where it is empty', async () => {
    const { sections, missing } = await gatherReads([]);
    expect(sections).not.toHaveProperty('agents');
    expect(missing.at(-1)?.reason).toMatch(/^dbo\.Server: is empty, which proves nothing/);
  });
});
