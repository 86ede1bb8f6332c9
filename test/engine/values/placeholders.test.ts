import {
  isFailure,
  findPlaceholder,
  isPlaceholder,
  rememberPlaceholder,
  saysNothing,
} from '../../../src/engine/values/placeholders';

test.each([
  '',
  ' \t',
  ' '.repeat(50),
  '-',
  '...',
  '. . .',
  '?',
  '***',
  'N/A',
  'n.a.',
  '(none)',
  ' Unknown ',
  '<not  set>',
  'To be determined',
  'TBD',
  'missing',
  '0001-01-01T00:00:00Z',
  '1970-01-01T00:00:00.000+00:00',
  '00000000-0000-0000-0000-000000000000',
  '{00000000-0000-0000-0000-000000000000}',
  '0'.repeat(64),
  '1970-01-01T00:00:00Z',
  '1753-01-01T00:00:00.0000000Z',
  `${'-'.repeat(39)}?`,
])('"%s" says nothing', (text) => {
  expect(isPlaceholder(text)).toBe(true);
});

test.each([
  // The machine itself, a folder and its parent, a root.
  '.',
  ' .. ',
  '/',
  '\\',
  '::',
  '0',
  '00',
  '1',
  '10.20.0.5',
  '0001-01-01T00:00:01Z',
  '1970-01-01T00:00:00Z, and more',
  'see 1970-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000001',
  '1'.repeat(16),
  'None of these',
  'nanny',
  'unknown01',
  'Started',
  'zone',
  'né',
  '-dc01-',
  'n/a '.repeat(20),
])('"%s" says something', (text) => {
  expect(isPlaceholder(text)).toBe(false);
});

test.each([
  'Error',
  'ERROR!',
  'error: Access is denied.',
  'Error 5',
  'Failed',
  'Access denied',
  'Access is denied.',
  'Access is denied. (Exception from HRESULT: 0x80070005 (E_ACCESSDENIED))',
  'Zugriff verweigert',
  'Accès refusé.',
  'Permission denied',
  'Timeout',
  'Timed out',
  'The RPC server is unavailable.',
  'The RPC server is unavailable. (Exception from HRESULT: 0x800706BA)',
  'RPC server unavailable',
  'The network path was not found.',
  'The remote computer refused the network connection.',
  '0x80070005',
  '0x800706BA (2147944122)',
  'HRESULT: 0x80041003',
  'Exception calling "Get" with "0" argument(s)',
  'System.Management.ManagementException: Not found',
  'Get-WmiObject : Access denied',
  'Could not connect to DC01',
  'cannot open registry key',
  'Unable to query',
])('"%s" is what a tool says that has failed', (text) => {
  expect(isFailure(text)).toBe(true);
  expect(saysNothing('operatingSystem', text)).toBe(true);
});

test.each([
  'Error Reporting Tool 2.0',
  'Failover Clustering',
  'Timeout Manager',
  'Access Runtime 2016',
  'The Bat!',
  'Network Path Monitor',
  '0x',
  '7-Zip',
  'Exchange Server',
  'Get-A-Life 2',
  'Unattended Setup',
  'RPC Server Tools',
  'System.Data.SQLite',
  '',
])('"%s" is not', (text) => {
  expect(isFailure(text)).toBe(false);
});

test('the text of a field that says nothing is remembered with its owner', () => {
  const owner = {};
  rememberPlaceholder(owner, 'version', 'N/A');
  rememberPlaceholder(owner, 'name', '-');
  expect(['version', 'name', 'domain'].map((key) => findPlaceholder(owner, key))).toEqual([
    'N/A',
    '-',
    undefined,
  ]);
  expect([{}, null, undefined, 'N/A'].map((other) => findPlaceholder(other, 'version'))).toEqual(
    Array(4).fill(undefined),
  );
});

test.each<[string, unknown, boolean]>([
  ['version', 'N/A', true],
  ['version', '', true],
  ['version', '7.4', false],
  ['version', 7, false],
  ['version', null, false],
  // Without these something else than "not known" would be meant, or it is one of their values.
  ...['configDatabase', 'dataDatabase', 'deviceVersion', 'installState', 'siInstallState', 'notes'].map(
    (key): [string, unknown, boolean] => [key, 'Unknown', false],
  ),
  ['errorMessage', '', false],
  ['siVersion', '', false],
  ['managedBy', '', false],
  ['errorMessage', '-', true],
  // What failed is what they tell, or somebody has called something so.
  ...['errorMessage', 'status', 'state', 'warnings', 'reason', 'notes', 'name', 'id', 'installState'].map(
    (key): [string, unknown, boolean] => [key, 'Access denied', false],
  ),
  ['domain', 'Access denied', true],
  ['x-own', 'N/A', false],
  ['x-own', 'Error', false],
  ['own-x-', 'N/A', true],
])('%s with %j is no evidence: %s', (key, value, answer) => {
  expect(saysNothing(key, value)).toBe(answer);
});
