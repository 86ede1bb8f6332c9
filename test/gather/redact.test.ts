import { redact, safeLine } from '../../src/gather/redact';

const SECRET = 'p&ss "w\\rd" é+1';

test('a secret is hidden in every spelling', () => {
  const spellings = [
    SECRET,
    encodeURIComponent(SECRET),
    new URLSearchParams({ password: SECRET }).toString(),
    JSON.stringify(SECRET),
    Buffer.from(SECRET).toString('base64'),
  ];
  for (const text of spellings) {
    const shown = redact(`Login failed: <${text}>`, [SECRET, '']);
    expect(shown).toContain('***');
    expect(shown).not.toMatch(/p&ss|w\\rd|cCZzcy/);
  }
});

test.each([
  ['Server=S;User ID=sa;Password=hunter2;Encrypt=true', 'Server=S;User ID=sa;Password=***;Encrypt=true'],
  ['pwd = hunter2', 'pwd = ***'],
  ['Authorization: Bearer abc.def-_~+/=', 'Authorization: Bearer ***'],
  ['{"access_token":"abc","x":1}', '{"access_token":***,"x":1}'],
  ["Password='two words';Encrypt=true", 'Password=***;Encrypt=true'],
  ['client_secret=abc&grant_type=x', 'client_secret=***&grant_type=x'],
  ['nothing to hide', 'nothing to hide'],
])('%s becomes %s', (text, expected) => {
  expect(redact(text, [])).toBe(expected);
});

test('one line without control and formatting characters is left', () => {
  expect(safeLine('a\u001b[31mb\r\nc\u202ed\u2028e ', [])).toBe('a [31mb c d e');
});
