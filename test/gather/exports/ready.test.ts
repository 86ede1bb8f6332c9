import { judgeDocument } from '../../support/judge/judge-inventory';
import { readEstate } from '../../support/estates/estates';
import { gatherExports } from '../../support/gather/gather-exports';
import {
  AGENT_COLUMNS,
  POLICY_COLUMNS,
  formatCsv,
  formatXmlRows,
  toCells,
} from '../../support/gather/format-exports';

type Row = Record<string, unknown>;
const estate = readEstate('contoso-7.3.9') as unknown as Row & { agents: Row[]; policies: Row[] };
const { agents } = estate;
const OLD = '7.3.8.12';
const policies = formatCsv(toCells(estate.policies, POLICY_COLUMNS));
const cells = (rows: Row[] = agents, columns = AGENT_COLUMNS) => toCells(rows, columns);
const csv = (rows?: Row[]) => formatCsv(cells(rows));
const lines = (rows?: Row[]) => csv(rows).trimEnd().split('\n');
const withRow = (at: number, change: Row) => agents.map((row, i) => (i === at ? { ...row, ...change } : row));
const withAll = (change: Row) => agents.map((row) => ({ ...row, ...change }));
const stranger = { ...agents[0], name: 'DC09', fqdn: 'dc09.contoso.com', address: '10.7.7.7', version: OLD };

/** What stands in the way of an estate whose Agents are gathered from this export. */
async function listObstacles(content: string | Uint8Array): Promise<string[]> {
  const frame = { environment: 'contoso-prod', collectedAt: '2026-11-20T21:04:11Z' };
  const exports = { agents: content, policies, modifiedAt: '2026-11-20T21:03:57Z' };
  const gathered = await gatherExports(frame, exports);
  const sources = [
    ...(estate['sources'] as Row[]).filter(({ id }) => id !== 'agents' && id !== 'policies'),
    ...gathered.sources,
  ];
  const { agents: found, policies: listed } = gathered;
  const results = await judgeDocument({ ...estate, sources, agents: found ?? null, policies: listed });
  return results.filter(({ status }) => !['pass', 'skip'].includes(status)).map(({ ruleId }) => ruleId);
}

it.each([
  ['CSV', csv()],
  ['XML', `<Agents>${formatXmlRows(agents)}</Agents>`],
  ['XML with groups', `<All><Group>${formatXmlRows(agents)}</Group></All>`],
  ['JSON', JSON.stringify({ value: agents, Count: agents.length })],
  ['mixed line ends', csv().replace('\n', '\r\n')],
  ['UTF-16 without a mark', Buffer.from(csv(), 'utf16le')],
  ['columns without a name', csv().replaceAll('\n', ',,\n')],
])('a ready estate is ready: %s', async (_, content) => {
  await expect(listObstacles(content)).resolves.toEqual([]);
});

const last = lines()[2] ?? '';
const DAMAGED: Record<string, string> = {
  'a version that a spreadsheet has made a date': csv(withRow(1, { version: '07.03.2008' })),
  'a short date for a version': csv(withRow(1, { version: '7.3.2008' })),
  'an error of a spreadsheet': csv(withRow(1, { installedProducts: ['#REF!'] })),
  'a value that was cut in the console': csv(withRow(1, { installedProducts: ['Microsoft Def...'] })),
  'a list that was cut in the console': csv(withRow(1, { installedProducts: ['{Defender', 'Backup…}'] })),
  'one field in two columns, spelt otherwise': formatCsv(
    cells(withAll({ other: OLD }), { ...AGENT_COLUMNS, 'Version-String': 'other' }),
  ),
  'one field in two columns of other names': formatCsv(
    cells(withAll({ other: OLD }), { ...AGENT_COLUMNS, 'Agent Version': 'other' }),
  ),
  'a quote that is never closed': [
    ...lines().slice(0, 3),
    `"${lines([stranger])[1]}`,
    lines()[3]?.replace('DC03,', 'DC03",'),
    ...lines().slice(4),
  ].join('\n'),
  'a quote left open in the last column': [
    ...lines([...agents, { ...stranger, trustedRoots: '"DigiCert' }]),
    `x","y"`,
  ].join('\n'),
  'a row with fewer cells': formatCsv(
    cells(agents, { ...AGENT_COLUMNS, Notes: 'notes' }).map((row, at) =>
      row.filter((_, i) => at !== 2 || i !== 9),
    ),
  ),
  'a page of several': JSON.stringify({ value: agents, '@odata.nextLink': 'https://am01/agents?page=2' }),
  'fewer records than are counted': JSON.stringify({ value: agents, Count: agents.length + 1 }),
  'an item that cannot be read': JSON.stringify(
    withRow(1, { installedProducts: [{ Name: 'Defender' }, { Product: 'Quest Change Auditor' }] }),
  ),
  'an item without a value': JSON.stringify(withRow(1, { installedProducts: [null] })),
  'a name in two spellings in one record': JSON.stringify(withAll({ Version: OLD })),
  'records of two names': `<Agents>${formatXmlRows(agents)}${formatXmlRows([stranger], 'Other')}</Agents>`,
  'records in records of a tree': `<G><Agents>${formatXmlRows(agents)}</Agents><G><Agents>${formatXmlRows([stranger])}</Agents></G></G>`,
  'an item of XML that cannot be read': `<Agents>${formatXmlRows(agents).replace(
    '<Item>Microsoft Defender for Endpoint</Item>',
    '<Item><Title>Quest Change Auditor</Title></Item>',
  )}</Agents>`,
  'a cut file': csv().slice(0, -last.length - 20),
  'two tables': `${csv()}\nName,Status\nDC09,Active\n`,
  'a total': `${csv()}Total: 9${','.repeat(13)}\n`,
  'a row again with another version': csv([...agents, { ...agents[1], version: OLD }]),
  'rows of another line end': csv(withRow(1, { version: OLD })).replace('\n', '\r\n'),
};

it.each(Object.entries(DAMAGED))('an estate that is not ready is not: %s', async (_, content) => {
  await expect(listObstacles(content)).resolves.not.toEqual([]);
});
