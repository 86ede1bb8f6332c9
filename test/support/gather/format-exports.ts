type Row = Record<string, unknown>;

/** The columns of an agent list, and the field that each is for. */
export const AGENT_COLUMNS: Record<string, string> = {
  Machine: 'name',
  Domain: 'domain',
  FQDN: 'fqdn',
  Address: 'address',
  'Version String': 'version',
  Status: 'status',
  'Operating System': 'operatingSystem',
  'AD Agent Mode': 'mode',
  'Events In Queue': 'eventsInQueue',
  'Free Space': 'freeSpaceBytes',
  '.NET Release': 'dotNetRelease',
  'CPU Cores': 'cpuCores',
  Memory: 'memoryBytes',
  'NTLM Blocked': 'ntlmBlocked',
  'WMI Reachable': 'wmiReachable',
  'EM Port Reachable': 'emPortReachable',
  'EM TLS Intercepted': 'emTlsIntercepted',
  'Services Pipe Timeout': 'servicesPipeTimeoutMs',
  'Service Start Mode': 'serviceStartMode',
  Hardened: 'hardened',
  Modules: 'modules',
  'Installed Products': 'installedProducts',
  'LSASS Exclusion Confirmed': 'lsassExclusionConfirmed',
  'Trusted Roots': 'trustedRoots',
};

export const POLICY_COLUMNS: Record<string, string> = {
  PolicyId: 'id',
  Guid: 'guid',
  Name: 'name',
  Enabled: 'enabled',
  Modified: 'modifiedAt',
};

/** The cells of a list, the names of its columns first. */
export function toCells(rows: readonly Row[], columns: Record<string, string>): string[][] {
  const fields = Object.values(columns);
  return [Object.keys(columns), ...rows.map((row) => fields.map((field) => toCell(row[field])))];
}

function toCell(value: unknown): string {
  if (value == null) return '';
  return Array.isArray(value) ? value.join('; ') : String(value as string | number | boolean);
}

export function formatCsv(cells: readonly (readonly string[])[], delimiter = ',', lineEnd = '\n'): string {
  const quoted = (cell: string): string =>
    /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return cells.map((row) => row.map(quoted).join(delimiter) + lineEnd).join('');
}

type Cells = readonly (readonly string[])[];

/** The same cells as PowerShell writes records: a cell that a row does not have is a value that the record does not have. */
export const formatCells: Record<'json' | 'xml' | 'clixml', (cells: Cells) => string> = {
  json: (cells) => JSON.stringify(toRecords(cells).map((pairs) => Object.fromEntries(pairs) as object)),
  xml: (cells) =>
    `<Objects>${toRecords(cells)
      .map(
        (pairs) =>
          `<Object>${pairs.map(([name, value]) => `<Property Name="${name}">${escapeXml(value)}</Property>`).join('')}</Object>`,
      )
      .join('')}</Objects>`,
  clixml: (cells) =>
    `<Objs>${toRecords(cells)
      .map(
        (pairs, at) =>
          `<Obj RefId="${at}"><MS>${pairs.map(([name, value]) => `<S N="${name}">${escapeXml(value)}</S>`).join('')}</MS></Obj>`,
      )
      .join('')}</Objs>`,
};

function toRecords([names = [], ...rows]: Cells): [string, string][][] {
  return rows.map((row) => names.flatMap((name, at) => (row[at] === undefined ? [] : [[name, row[at]]])));
}

/** XML with an element for each value, and one for each item of a list. */
export function formatXmlRows(rows: readonly Row[], tag = 'Agent'): string {
  const item = (value: unknown): string => `<Item>${escapeXml(String(value))}</Item>`;
  const text = (value: unknown): string =>
    Array.isArray(value) ? value.map(item).join('') : escapeXml(String(value));
  const record = (row: Row): string =>
    Object.entries(row)
      .map(([name, value]) => `<${name}>${text(value)}</${name}>`)
      .join('');
  return rows.map((row) => `<${tag}>${record(row)}</${tag}>`).join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
