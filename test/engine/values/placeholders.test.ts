import {
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
  ['errorMessage', '-', true],
  ['x-own', 'N/A', false],
  ['own-x-', 'N/A', true],
])('%s with %j is no evidence: %s', (key, value, answer) => {
  expect(saysNothing(key, value)).toBe(answer);
});
