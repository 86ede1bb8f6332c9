import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { agentListSource, policyListSource } from '../../../../src/gather/exports/lists/lists';
import { SourceError, type Gathered } from '../../../../src/gather/source';
import { UserError } from '../../../../src/model/errors';
import { testWith } from '../../../support/jest/needs';
import { askSource, makeFile, makeFolder } from '../../../support/gather/read-source';

const HEADER =
  'Machine,FQDN,Address,Version String,Status,Operating System,Events In Queue,Free Space,Domain,Modules';
const ROW =
  'DC01,dc01.contoso.com,10.0.0.1,7.3.9.42,Active,Windows Server 2019 Standard,12,96 GB,CONTOSO,Windows AD Events';

const read = (content: string | Uint8Array, map: string[] = []): Promise<Gathered> =>
  askSource(agentListSource({ file: makeFile(content), map, utcOffset: 'Z' }));

const reasonsOf = ({ missing }: Gathered): string[] =>
  missing.map(({ path, reason }) => `${path}: ${reason}`);

describe('columns', () => {
  it('are matched without regard to case, spaces and punctuation', async () => {
    const gathered = await read(`MACHINE_NAME;version-string;Free Space (GB)\nDC01;7.3.9.42;96,5\n`);
    expect(gathered.sections.agents).toEqual([
      { name: 'DC01', version: '7.3.9.42', freeSpaceBytes: 96_500_000_000 },
    ]);
  });

  it('take the likelier of two for one field, and the other where that is empty', async () => {
    const gathered = await read('Name,Machine,Status\nsrv-a,DC01,Active\nsrv-b,,Active\n');
    expect(gathered.sections.agents?.map((agent) => agent.name)).toEqual(['DC01', 'srv-b']);
  });

  it('without the machine name are an error that lists what was found', async () => {
    const error = read('Foo,Bar\n1,2\n').catch((thrown: unknown) => thrown);
    await expect(error).resolves.toBeInstanceOf(SourceError);
    await expect(error).resolves.toMatchObject({
      message: expect.stringMatching(/machine name.*"Foo", "Bar".*--map "COLUMN=name"/) as string,
    });
  });

  it.each([
    ['XML', '<a><b><Foo>1</Foo><Bar>2</Bar></b></a>'],
    ['JSON', '[{"Foo":1,"Bar":2}]'],
    ['CLIXML', '<Objs><Obj RefId="0"><MS><S N="Foo">1</S><S N="Bar">2</S></MS></Obj></Objs>'],
  ])('without the machine name are listed for %s too', async (_, content) => {
    await expect(read(content)).rejects.toThrow('"Foo", "Bar"');
  });

  it.each([
    `Rechner,Build\nDC01,7.3.9.42\n`,
    '<a><b Rechner="DC01" Build="7.3.9.42"/></a>',
    '[{"rechner":"DC01","build":"7.3.9.42"}]',
  ])('can be mapped', async (content) => {
    const gathered = await read(content, ['RECHNER=name', 'Build=agents.version', 'Name=policies.name']);
    expect(gathered.sections.agents).toEqual([{ name: 'DC01', version: '7.3.9.42' }]);
  });

  it('that are mapped but not there are an error with the nearest one', async () => {
    await expect(read(`${HEADER}\n${ROW}\n`, ['Versoin String=version'])).rejects.toThrow(
      'did you mean "Version String"?',
    );
  });

  it.each([
    ['Host=nmae', 'did you mean "name"?'],
    ['Host=', 'column=field'],
    ['=name', 'column=field'],
    ['Host=machines.name', 'neither agents nor policies'],
    ['Host=__proto__', 'there is no field'],
  ])('refuse the mapping %s', (entry, message) => {
    const make = (): unknown => agentListSource({ file: 'x', map: [entry] });
    expect(make).toThrow(UserError);
    expect(make).toThrow(message);
  });

  it('that rules judge by and that are not there are named', async () => {
    const gathered = await read('Machine,Status\nDC01,Active\n');
    expect(gathered.missing.map(({ path }) => path)).toEqual([
      '/agents/*/domain',
      '/agents/*/fqdn',
      '/agents/*/address',
      '/agents/*/version',
      '/agents/*/operatingSystem',
      '/agents/*/eventsInQueue',
      '/agents/*/freeSpaceBytes',
      '/agents/*/modules',
    ]);
  });
});

describe('rows', () => {
  it('keep what is usable; what is not is counted once for each column', async () => {
    const bad = 'DC02,dc02.contoso.com,10.0.0.2,seven,Active,Windows Server 2019,-1,lots,CONTOSO,';
    const gathered = await read([HEADER, ROW, bad, bad.replace('DC02', 'DC03'), ''].join('\n'));
    expect(gathered.sections.agents).toHaveLength(3);
    expect(gathered.sections.agents?.[1]).toEqual({
      name: 'DC02',
      fqdn: 'dc02.contoso.com',
      address: '10.0.0.2',
      status: 'Active',
      operatingSystem: 'Windows Server 2019',
      domain: 'CONTOSO',
    });
    expect(reasonsOf(gathered)).toEqual([
      expect.stringContaining(
        '/agents/*/version: column "Version String": 2 rows (first: line 3) with "seven"',
      ),
      expect.stringContaining('/agents/*/eventsInQueue: column "Events In Queue": 2 rows (first: line 3)'),
      expect.stringContaining(
        '/agents/*/freeSpaceBytes: column "Free Space": 2 rows (first: line 3) with "lots"',
      ),
    ]);
  });

  it('of the grid that hold no time, as Last Events, which is a number of events, cost nothing', async () => {
    const gathered = await read(`${HEADER},Last Events,Is Signed,UTC Offset\n${ROW},57,Signed,-05:00\n`);
    expect(reasonsOf(gathered)).toEqual([]);
    expect(gathered.sections.agents?.[0]).toMatchObject({
      name: 'DC01',
      isSigned: true,
      utcOffset: '-05:00',
    });
    expect(gathered.sections.agents?.[0]).not.toHaveProperty('lastEventAt');
  });

  it('without a name are left out and counted', async () => {
    const gathered = await read([HEADER, ROW, ROW.replace('DC01', ''), ''].join('\n'));
    expect(gathered.sections.agents).toHaveLength(1);
    expect(reasonsOf(gathered)).toEqual([
      '/agents: 1 row (line 3) without a machine name left out: they name no agent',
    ]);
  });

  it('with more cells than columns keep their name only', async () => {
    const gathered = await read([HEADER, ROW.replace('96 GB', '96,4 GB'), `${ROW},`, ''].join('\n'));
    expect(gathered.sections.agents?.[0]).toEqual({ name: 'DC01' });
    expect(gathered.sections.agents?.[1]).toMatchObject({ freeSpaceBytes: 96_000_000_000 });
    expect(reasonsOf(gathered)).toEqual([expect.stringContaining('1 row (line 2) with more or fewer cells')]);
  });

  it('without a domain, in a list that has a column for it, are listed without it', async () => {
    const listed = async (...rows: string[]) =>
      (await read(['Machine,Domain', ...rows, ''].join('\n'))).sections.agents?.map(
        (row) => row.domainListed,
      );
    expect(await listed('DC01,CONTOSO', 'DC02,', 'CONTOSO\\DC03,')).toEqual([undefined, false, undefined]);
    // None has one, or a row is not read to its end: the column may be what is wrong.
    expect(await listed('DC01,', 'DC02,')).toEqual([undefined, undefined]);
    expect(await listed('DC01,CONTOSO', 'DC02')).toEqual([undefined, undefined]);
  });

  it('keep DOMAIN\\HOST as it is given', async () => {
    const gathered = await read('Machine,Domain\nCONTOSO\\DC01,contoso.com\n');
    expect(gathered.sections.agents).toEqual([{ name: 'CONTOSO\\DC01', domain: 'contoso.com' }]);
  });

  it.each(['[]', '{"value":[]}', '<Agents/>', `${HEADER}\n`, '<Objs/>'])(
    'none at all are said: %s',
    async (content) => {
      const gathered = await read(content);
      expect(gathered.sections.agents).toEqual([]);
      expect(reasonsOf(gathered)).toEqual(['/agents: the export holds no agents']);
    },
  );

  it('of one JSON object are one agent, and objects in it are read by what they say', async () => {
    const gathered = await read(
      JSON.stringify({
        Machine: 'DC01',
        VersionString: { Major: 7, Minor: 3, Build: 9, Revision: 42, MajorRevision: 0 },
        Address: { Address: 1, IPAddressToString: '10.20.0.11' },
        LastRegistration: { value: '/Date(1795208311000)/', DisplayHint: 2 },
        Modules: [{ Name: 'Windows AD Events', State: 1 }],
        Status: { weird: [] },
      }),
    );
    expect(gathered.sections.agents).toEqual([
      {
        name: 'DC01',
        version: '7.3.9.42',
        address: '10.20.0.11',
        lastRegistration: '2026-11-20T20:58:31Z',
        modules: ['Windows AD Events'],
      },
    ]);
    expect(reasonsOf(gathered)).toContainEqual(expect.stringContaining('column "Status": 1 row (record 1)'));
  });

  it('of XML are told from the elements around and inside them', async () => {
    const gathered = await read(
      `<Export Name="x" Id="1"><Server><Agent><Machine>DC01</Machine><Module><Name>A</Name></Module><Module><Name>B</Name></Module></Agent></Server></Export>`,
    );
    expect(gathered.sections.agents).toEqual([{ name: 'DC01', modules: ['A', 'B'] }]);
  });

  it('of ConvertTo-Xml are read', async () => {
    const gathered = await read(
      `<Objects><Object Type="T"><Property Name="Machine" Type="System.String">DC01</Property><Property Name="Modules" Type="System.String[]"><Property Type="System.String">A</Property></Property><Property Name="Platform" Type="System.String" /></Object></Objects>`,
    );
    expect(gathered.sections.agents).toEqual([{ name: 'DC01', modules: ['A'] }]);
  });

  it('of CLIXML in one list are read, with escapes, nulls and references', async () => {
    const gathered = await read(
      `<Objs><Obj RefId="0"><TN RefId="0"><T>System.Object[]</T></TN><LST>
        <Obj RefId="1"><MS><S N="Machine">DC_x0030_1</S><Obj N="Modules" RefId="2"><LST><S>A_x000D__x000A_B</S></LST></Obj><SS N="Platform">c2VjcmV0</SS></MS></Obj>
        <Obj RefId="3"><MS><S N="Machine">DC02</S><Ref N="Modules" RefId="2" /><Ref N="Features" RefId="77" /></MS></Obj>
      </LST></Obj></Objs>`,
    );
    expect(gathered.sections.agents).toEqual([
      { name: 'DC01', modules: ['A\r\nB'] },
      { name: 'DC02', modules: ['A\r\nB'] },
    ]);
    expect(reasonsOf(gathered)).toContainEqual(expect.stringContaining('column "Features": 1 row (line 3)'));
  });
});

describe('what one row leaves open', () => {
  const dates = (...values: string[]): Promise<Gathered> =>
    read(['Machine,Last Registration', ...values.map((value, at) => `DC0${at},${value}`), ''].join('\n'));

  it('another row of the column decides, and that is said', async () => {
    const gathered = await dates('03/04/2026', '25/04/2026');
    expect(gathered.sections.agents?.[0]?.lastRegistration).toBe('2026-04-03T00:00:00Z');
    expect(gathered.remarks?.[0]).toMatch(/"Last Registration": dates such as .* were read day-first/);
  });

  it.each([
    [['03/04/2026'], 'no other row proves which'],
    [['03/04/2026', '25/04/2026', '04/25/2026'], 'other rows prove both'],
  ])('%j is absent with a reason', async (values, reason) => {
    const gathered = await dates(...values);
    expect(gathered.sections.agents?.[0]?.lastRegistration).toBeUndefined();
    expect(reasonsOf(gathered)).toContainEqual(expect.stringContaining(reason));
  });

  it.each([
    ['"1,024 MB"', '"96.4 GB"', 1_024_000_000],
    ['"1,024 MB"', '"96,4 GB"', 1_024_000],
  ])('the decimal mark of %s beside %s', async (first, second, bytes) => {
    const gathered = await read(`Machine,Free Space\nDC01,${first}\nDC02,${second}\n`);
    expect(gathered.sections.agents?.[0]?.freeSpaceBytes).toBe(bytes);
    expect(gathered.remarks?.[0]).toContain('numbers such as 1,024');
  });

  it.each([
    ['"5 GB"', 'no other row proves which'],
    ['"96.4 GB"\nDC03,"96,4 GB"', 'other rows prove both'],
  ])('a size that may be a thousand times as much is absent with a reason: beside %s', async (other, why) => {
    const gathered = await read(`Machine,Free Space\nDC01,"1,024 MB"\nDC02,${other}\n`);
    expect(gathered.sections.agents?.[0]?.freeSpaceBytes).toBeUndefined();
    const reason = expect.stringMatching(`such as "1,024 MB".*decimal mark.*${why}`) as string;
    expect(reasonsOf(gathered)).toContainEqual(reason);
  });

  it('the zone of times is said', async () => {
    const gathered = await dates('2026-11-20 20:58:31');
    expect(gathered.remarks).toEqual([
      'times without an offset were read at UTC offset Z: "Last Registration"',
    ]);
  });
});

describe('files that are no list', () => {
  // More elements than are looked at first.
  const XML_ROW = '<Agent><Machine>DC01</Machine><Status>Active</Status></Agent>';
  const XML_ROWS = XML_ROW.repeat(7000);

  it.each<[string, string | Buffer]>([
    ['is empty', ''],
    ['is empty', '\ufeff \n'],
    ['Excel workbook', 'PK\u0003\u0004xxxx'],
    ['is not a text file', 'a\0\0\0\0b'],
    ['is not a text file', `Machine,Status\n${'DC02,Active\n'.repeat(6000)}DC\u00003,Lost\n`],
    [':2: cannot be read as XML: ', `<All><Agents>${XML_ROWS}</Agents>\n<Site>${XML_ROW}</Site></All>`],
    ['there are records at "All/Agent" too', `<All><Site>${XML_ROWS}</Site>\n${XML_ROW}</All>`],
    ['is not UTF-8 text', Buffer.from([0x4d, 0x61, 0x63, 0xfc, 0x0a])],
    ['a quoted value has no end', 'Machine,Status\n"DC01,Active\n'],
    ['ends in the middle of a value', '[{"Machine":"DC01"},'],
    ['after record 1', '[{"Machine":"DC01"}] x'],
    ['unclosed tag', '<Agents><Agent>'],
  ])('%s', async (message, content) => {
    await expect(read(content)).rejects.toThrow(SourceError);
    await expect(read(content)).rejects.toThrow(message);
  });

  it('reads XML in the single-byte encoding that it declares', async () => {
    const xml = '<?xml version="1.0" encoding="windows-1252"?><a><b><Machine>M\u00fcnchen</Machine></b></a>';
    const gathered = await read(Buffer.from(xml, 'latin1'));
    expect(gathered.sections.agents).toEqual([{ name: 'M\u00fcnchen' }]);
  });

  it('says so for a missing file and for a folder', async () => {
    const folder = makeFolder();
    await expect(askSource(agentListSource({ file: folder }))).rejects.toThrow('is not a file');
    await expect(askSource(policyListSource({ file: `${folder}/none` }))).rejects.toThrow(
      'there is no such file',
    );
  });

  testWith('posix')('does not wait at a pipe', async () => {
    const pipe = join(makeFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(askSource(agentListSource({ file: pipe }))).rejects.toThrow('is not a file');
  });

  it('stops when it is told to', async () => {
    const source = agentListSource({ file: makeFile(`${HEADER}\n${`${ROW}\n`.repeat(50_000)}`) });
    await expect(askSource(source, AbortSignal.abort())).rejects.toThrow('was stopped before its end');
  });

  it('describes what it would do', () => {
    expect(policyListSource({ file: 'policies.csv' }).formatSteps()).toEqual([
      'read the policies from the file policies.csv',
    ]);
  });
});
