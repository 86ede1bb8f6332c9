import { breakCommands, escapeControls, escapeJson } from '../../../src/report/text/control-characters';

test.each([
  ['a\u001b[31m\u0007\u0000', 'a\\x1b[31m\\x07\\x00'],
  ['a\nb\r\tc', 'a\\nb\\r\\tc'],
  ['\u009b1A\u0085', '\\x9b1A\\x85'],
  ['\u202ecba\u2066\u2028', '\\u202ecba\\u2066\\u2028'],
  ['con\u200bto\u00adso\u2060\ufe0f', 'con\\u200bto\\xadso\\u2060\\ufe0f'],
  ['\ud800a\udc00\ufffe', '\\ud800a\\udc00\\ufffe'],
  ['\u{e0041}\u{e01ef}', '\\udb40\\udc41\\udb40\\uddef'],
  ['Zürich 東京 😀 é', 'Zürich 東京 😀 é'],
])('%j is shown as %j', (text, shown) => {
  expect(escapeControls(text)).toBe(shown);
});

test.each([
  ['##vso[task.setvariable variable=x]y', '# #vso[task.setvariable variable=x]y'],
  ['a ##VSO[x] ##[error]b', 'a # #VSO[x] # #[error]b'],
  ["##teamcity[buildStatus text='x']", "# #teamcity[buildStatus text='x']"],
  ['###[x]', '## #[x]'],
  ['::stop-commands::x', ': :stop-commands::x'],
  [' \u00a0::add-mask::x', ' \u00a0: :add-mask::x'],
  [':: error::x', ': : error::x'],
  ['::1', '::1'],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
  ['fe80::1 and DC::error::x', 'fe80::1 and DC::error::x'],
  ['## A heading, issue #1', '## A heading, issue #1'],
])('the line %j is printed as %j', (line, printed) => {
  expect(breakCommands(line)).toBe(printed);
});

test('JSON keeps its data', () => {
  const data = { a: '\u009b\u202e\u2028\u200b\u{e0041}\ud800\u007f\\##vso[x]\\\\##[y]\n', '##teamcity[': 1 };
  const text = escapeJson(JSON.stringify(data, null, 2));
  expect(JSON.parse(text)).toEqual(data);
  expect(text).toMatch(/^[\n -~]+$/);
  expect(text).not.toMatch(/##[a-z]*\[/);
});
