// Writes fixtures/sources/ from fixtures/inventories/contoso-7.3.9.json: the same estate in every form of export.
// Run after a change to either: node test/support/estates/make-export-fixtures.mjs
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const out = join(root, 'fixtures/sources');
const { agents, policies } = JSON.parse(
  readFileSync(join(root, 'fixtures/inventories/contoso-7.3.9.json'), 'utf8'),
);

/**
 * The columns of the Agents grid (fact B2) in their order; from .NET Release on those that no export of the product has and that
 * administrators add to a list of their own.
 */
const COLUMNS = [
  ['Domain', (a) => a.domain],
  ['Machine', (a) => a.name],
  ['FSMO Roles', () => ''],
  ['Operating System', (a) => a.operatingSystem],
  ['Status', (a) => a.status],
  ['Address', (a) => a.address],
  ['Version String', (a) => a.version],
  ['UTC Offset', () => ''],
  ['Last Events', () => ''],
  ['Events In Queue', (a) => a.eventsInQueue],
  ['AD Agent', (a) => a.mode],
  ['Is Signed', () => ''],
  ['Free Space', (a) => a.freeSpaceBytes],
  ['Agent Last Stopped', () => ''],
  ['Build Time Stamp', () => ''],
  ['Certificate Thumbprint', (a) => a.certificateThumbprint],
  ['Features', () => ''],
  ['FQDN', (a) => a.fqdn],
  ['Last Registration', (a) => a.lastRegistration],
  ['Modules', (a) => a.modules],
  ['Platform', () => ''],
  ['.NET Release', (a) => a.dotNetRelease],
  ['CPU Cores', (a) => a.cpuCores],
  ['Memory', (a) => a.memoryBytes],
  ['NTLM Blocked', (a) => a.ntlmBlocked],
  ['WMI Reachable', (a) => a.wmiReachable],
  ['EM Port Reachable', (a) => a.emPortReachable],
  ['EM TLS Intercepted', (a) => a.emTlsIntercepted],
  ['Services Pipe Timeout', (a) => a.servicesPipeTimeoutMs],
  ['Service Start Mode', (a) => a.serviceStartMode],
  ['Hardened', (a) => a.hardened],
  ['Installed Products', (a) => a.installedProducts],
  ['LSASS Exclusion Confirmed', (a) => a.lsassExclusionConfirmed],
  ['Trusted Roots', (a) => a.trustedRoots],
];
const POLICY_COLUMNS = [
  ['Name', (p) => p.name],
  ['GUID', (p) => p.guid],
  ['ID', (p) => p.id],
  ['Enabled', (p) => p.enabled],
  ['Last Modified', (p) => p.modifiedAt],
];

const propertyName = (column) => column.replace(/^\./, 'Dot').replace(/ /g, '');
const escapeXml = (text) =>
  String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const flat = (value) => (Array.isArray(value) ? value.join('; ') : value);
const usTime = (iso) => {
  const d = new Date(iso);
  const hour = d.getUTCHours();
  const two = (n) => String(n).padStart(2, '0');
  const clock = `${hour % 12 || 12}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear()} ${clock}`;
};
const germanTime = (iso) => {
  const [date, time] = iso.replace('Z', '').split('T');
  return `${date.split('-').reverse().join('.')} ${time}`;
};
const isTime = (value) => /^\d{4}-\d\d-\d\dT/.test(String(value));

function csv(
  columns,
  rows,
  { delimiter = ',', always = true, cell = (value) => value, newline = '\r\n' } = {},
) {
  const quote = (value) => {
    const text = String(value ?? '');
    return always || /["\r\n]/.test(text) || text.includes(delimiter)
      ? `"${text.replace(/"/g, '""')}"`
      : text;
  };
  const line = (values) => values.map(quote).join(delimiter);
  const body = rows.map((row) => line(columns.map(([name, read]) => cell(flat(read(row)), name))));
  return [line(columns.map(([name]) => name)), ...body, ''].join(newline);
}

const german = (value, name) => {
  if (name === 'Free Space') return `${value / 1e9},0 GB`;
  return isTime(value) ? germanTime(value) : value;
};
const american = (value, name) => {
  if (name === 'Free Space') return `${value / 1e9}.0 GB`;
  return isTime(value) ? usTime(value) : value;
};

const elements = (row, columns, name) =>
  columns
    .map(([column, read]) => [name(column), read(row)])
    .map(([tag, value]) =>
      Array.isArray(value)
        ? `    <${tag}>${value.map((item) => `<string>${escapeXml(item)}</string>`).join('')}</${tag}>`
        : `    <${tag}>${escapeXml(value)}</${tag}>`,
    )
    .join('\r\n');

function elementXml(columns, rows, [outer, inner], encoding = 'utf-8') {
  const body = rows.map((row) => `  <${inner}>\r\n${elements(row, columns, propertyName)}\r\n  </${inner}>`);
  return [`<?xml version="1.0" encoding="${encoding}"?>`, `<${outer}>`, ...body, `</${outer}>`, ''].join(
    '\r\n',
  );
}

function attributeXml(columns, rows, [outer, inner]) {
  const attributes = (row) =>
    columns
      .filter(([, read]) => read(row) !== '')
      .map(([column, read]) => `${propertyName(column)}="${escapeXml(flat(read(row)))}"`)
      .join(' ');
  const body = rows.map((row) => `  <${inner} ${attributes(row)} />`);
  return [`<?xml version="1.0"?>`, `<${outer} Count="${rows.length}">`, ...body, `</${outer}>`, ''].join(
    '\n',
  );
}

function dataSetXml(columns, rows, table) {
  const encode = (column) => column.replace(/^\./, '_x002E_').replace(/ /g, '_x0020_');
  const schema = columns
    .map(([c]) => `              <xs:element name="${encode(c)}" type="xs:string" minOccurs="0" />`)
    .join('\r\n');
  const body = rows.map((row) => {
    const fields = columns
      .map(([column, read]) => [encode(column), flat(read(row))])
      .filter(([, value]) => value !== '')
      .map(([tag, value]) => `    <${tag}>${escapeXml(value)}</${tag}>`);
    return `  <${table}>\r\n${fields.join('\r\n')}\r\n  </${table}>`;
  });
  return `<?xml version="1.0" standalone="yes"?>\r
<NewDataSet>\r
  <xs:schema id="NewDataSet" xmlns="" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:msdata="urn:schemas-microsoft-com:xml-msdata">\r
    <xs:element name="NewDataSet" msdata:IsDataSet="true" msdata:UseCurrentLocale="true">\r
      <xs:complexType>\r
        <xs:choice minOccurs="0" maxOccurs="unbounded">\r
          <xs:element name="${table}">\r
            <xs:complexType>\r
              <xs:sequence>\r
${schema}\r
              </xs:sequence>\r
            </xs:complexType>\r
          </xs:element>\r
        </xs:choice>\r
      </xs:complexType>\r
    </xs:element>\r
  </xs:schema>\r
${body.join('\r\n')}\r
</NewDataSet>\r
`;
}

/** CLIXML: `make` 5 writes states as enumerations, `make` 7 repeats shared lists as references and escapes a newline. */
function clixml(columns, rows, type, make) {
  let id = 0;
  const lists = new Map();
  const list = (name, items) => {
    const key = items.join('\n');
    if (make === 7 && lists.has(key)) return `<Ref N="${name}" RefId="${lists.get(key)}" />`;
    lists.set(key, ++id);
    const names =
      lists.size === 1
        ? `<TN RefId="1"><T>System.String[]</T><T>System.Array</T><T>System.Object</T></TN>`
        : `<TNRef RefId="1" />`;
    return `<Obj N="${name}" RefId="${id}">${names}<LST>${items.map((i) => `<S>${escapeXml(i)}</S>`).join('')}</LST></Obj>`;
  };
  const property = (column, value) => {
    const name = column.replace(/ /g, '').replace(/^\./, '_x002E_');
    if (value === '') return `<Nil N="${name}" />`;
    if (Array.isArray(value)) return list(name, value);
    if (column === 'Status' && make === 5) {
      return `<Obj N="Status" RefId="${++id}"><TN RefId="9"><T>AgentStatus</T><T>System.Enum</T></TN><ToString>${value}</ToString><I32>1</I32></Obj>`;
    }
    if (column === 'Version String') return `<Version N="${name}">${value}</Version>`;
    if (typeof value === 'boolean') return `<B N="${name}">${value}</B>`;
    if (typeof value === 'number') return `<I64 N="${name}">${value}</I64>`;
    if (isTime(value)) return `<DT N="${name}">${value.replace('Z', '.0000000Z')}</DT>`;
    return `<S N="${name}">${escapeXml(make === 7 ? value.replace(/ /g, '_x0020_') : value)}</S>`;
  };
  const object = (row, at) => {
    const about = at === 0 ? `<TN RefId="0"><T>${type}</T><T>System.Object</T></TN>` : `<TNRef RefId="0" />`;
    const own = `<Obj RefId="${id++}">`;
    const fields = columns.map(([column, read]) => `      ${property(column, read(row))}`).join('\n');
    const part = make === 5 ? 'Props' : 'MS';
    return `  ${own}\n    ${about}\n    <ToString>${type}</ToString>\n    <${part}>\n${fields}\n    </${part}>\n  </Obj>`;
  };
  const version = '1.1.0.1';
  return `<Objs Version="${version}" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n${rows.map(object).join('\n')}\n</Objs>`;
}

/** ConvertTo-Json; PowerShell 5 writes times as /Date(…)/, and quotes numbers that the console shows as text. */
function json(columns, rows, make) {
  const records = rows.map((row) =>
    Object.fromEntries(
      columns.map(([column, read]) => {
        const value = read(row);
        const name = propertyName(column);
        if (value === '') return [name, null];
        return [name, isTime(value) && make === 5 ? `/Date(${Date.parse(value)})/` : value];
      }),
    ),
  );
  return records;
}

const BOM = '\ufeff';
const utf16le = (text) => Buffer.from(text, 'utf16le');
const utf16be = (text) => Buffer.from(text, 'utf16le').swap16();

function policyExport(encoding, encrypted) {
  const body = policies.map(
    (p) => `  <Policy>
    <Name>${escapeXml(p.name)}</Name>
    <Guid>${p.guid}</Guid>
    <PolicyID>${p.id}</PolicyID>
    <Enabled>${p.enabled}</Enabled>
    <Rules><Rule><Name>Rule of ${escapeXml(p.name)}</Name><ID>1</ID></Rule><Rule><Name>Other</Name><ID>2</ID></Rule></Rules>
    <Action><Password IsEncrypted="${encrypted}">${encrypted ? 'bm90IGEgc2VjcmV0' : ''}</Password></Action>
  </Policy>`,
  );
  return `<?xml version="1.0" encoding="${encoding}"?>\n<SIPolicies Version="7.3.9">\n${body.join('\n')}\n</SIPolicies>\n`;
}

const tags = ['Agents', 'Agent'];
const dot = COLUMNS.map(([name, read]) => [name.replace(/^\./, ''), read]);
const files = {
  'agents/elements.xml': elementXml(COLUMNS, agents, tags),
  'agents/elements-bom.xml': BOM + elementXml(COLUMNS, agents, tags),
  'agents/elements-utf16le.xml': utf16le(BOM + elementXml(COLUMNS, agents, tags, 'utf-16')),
  'agents/elements-utf16be.xml': utf16be(BOM + elementXml(COLUMNS, agents, tags, 'utf-16')),
  'agents/attributes.xml': attributeXml(COLUMNS, agents, tags),
  'agents/attributes-utf16le-no-bom.xml': utf16le(attributeXml(COLUMNS, agents, tags)),
  'agents/dataset.xml': dataSetXml(COLUMNS, agents, 'AgentList'),
  'agents/clixml-5.1.xml': utf16le(BOM + clixml(COLUMNS, agents, 'SI.AgentStatus', 5)),
  'agents/clixml-7.xml': clixml(COLUMNS, agents, 'Selected.SI.AgentStatus', 7),
  'agents/export-csv-5.1.csv': `#TYPE SI.AgentStatus\r\n${csv(COLUMNS, agents)}`,
  'agents/export-csv-7-bom.csv': BOM + csv(COLUMNS, agents, { always: false }),
  'agents/united-states.csv': csv(COLUMNS, agents, { always: false, cell: american }),
  'agents/german-semicolon.csv': csv(COLUMNS, agents, { delimiter: ';', always: false, cell: german }),
  'agents/german-comma.csv': csv(COLUMNS, agents, { cell: german, newline: '\n' }),
  'agents/excel-sep.csv': `sep=;\r\n${csv(COLUMNS, agents, { delimiter: ';', always: false })}`,
  'agents/excel-unicode-tab-utf16le.txt': utf16le(
    BOM + csv(COLUMNS, agents, { delimiter: '\t', always: false }),
  ),
  'agents/tab-utf16be-no-bom.txt': utf16be(csv(COLUMNS, agents, { delimiter: '\t', always: false })),
  'agents/newline-lists.csv': csv(COLUMNS, agents, {
    cell: (value, name) => (name === 'Trusted Roots' ? value.replace(/; /g, '\r\n') : value),
  }),
  'agents/array-7.json': JSON.stringify(json(dot, agents, 7), null, 2),
  'agents/array-5.1-utf16le.json': utf16le(BOM + JSON.stringify(json(dot, agents, 5), null, 4)),
  'agents/value.json': JSON.stringify({ '@odata.count': agents.length, value: json(dot, agents, 7) }),
  'agents/wrapped-5.1.json': JSON.stringify({ value: json(dot, agents, 5), Count: agents.length }),
  'policies/list.csv': `#TYPE SI.Policy\r\n${csv(POLICY_COLUMNS, policies)}`,
  'policies/list-german.csv': csv(POLICY_COLUMNS, policies, { delimiter: ';', always: false, cell: german }),
  'policies/list.json': JSON.stringify(json(POLICY_COLUMNS, policies, 7), null, 2),
  'policies/list-5.1.json': JSON.stringify({
    value: json(POLICY_COLUMNS, policies, 5),
    Count: policies.length,
  }),
  'policies/list.xml': elementXml(POLICY_COLUMNS, policies, ['Policies', 'Policy']),
  'policies/clixml-5.1.xml': utf16le(BOM + clixml(POLICY_COLUMNS, policies, 'SI.Policy', 5)),
  'policies/clixml-7.xml': clixml(POLICY_COLUMNS, policies, 'SI.Policy', 7),
  'policy-exports/policies-2026-11-20.xml': policyExport('utf-8', false),
  'policy-exports/redirected-utf16le.xml': utf16le(BOM + policyExport('utf-8', true)),
};

rmSync(out, { recursive: true, force: true });
for (const [name, content] of Object.entries(files)) {
  mkdirSync(join(out, name, '..'), { recursive: true });
  writeFileSync(join(out, name), content);
}
