import { parseJson, parseJsonWithComments } from '../../src/load/json';

const messageOf = (parsed: Promise<unknown>) =>
  parsed.then(
    () => undefined,
    (error: Error) => error.message,
  );

test.each([
  ['', 'a.json: is empty; a JSON document is expected'],
  [' \n', 'a.json: is empty; a JSON document is expected'],
  ['{"a":1', 'a.json: line 1, column 7: is not valid JSON: the file ends too early'],
  ['{"a":1\n', 'a.json: line 2, column 1: is not valid JSON: the file ends too early'],
  ['{\n "a" 1}', 'a.json: line 2, column 6: is not valid JSON: colon expected at "1}"'],
  ['{"a":1,}', 'a.json: line 1, column 8: is not valid JSON: property name expected at "}"'],
  ['{"a":x}\nmore', 'a.json: line 1, column 6: is not valid JSON: invalid symbol at "x}"'],
  [
    `{"a" ${'1'.repeat(50)}}`,
    `a.json: line 1, column 6: is not valid JSON: colon expected at "${'1'.repeat(20)}"`,
  ],
  ['{"a":1,"a":2}', 'a.json: line 1, column 8: "a" stands twice in one object; keep one of them'],
  [`${'['.repeat(200_000)}`, 'a.json: is not valid JSON, and nested too deeply to say where'],
  ['[1] // one', 'a.json: line 1, column 5: is not valid JSON: invalid comment token at "// one"'],
  ['[01]', 'a.json: line 1, column 3: is not valid JSON: comma expected at "1]"'],
])('%j is refused', async (text, message) => {
  expect((await messageOf(parseJson(text, 'a.json', 'inventory')))?.slice(0, 200)).toBe(message);
  if (!text.includes(',}') && !text.includes('//'))
    expect(await messageOf(parseJsonWithComments(text, 'a.json', 'inventory'))).toBe(message);
});

test('a person may have put comments and trailing commas', async () => {
  const text = '{ // one\n "a": [1, 2,], /* two */ }';
  expect(await parseJsonWithComments(text, 'a.json', 'config')).toEqual({ a: [1, 2] });
  expect(await parseJsonWithComments('{"a":1}', 'a.json', 'config')).toEqual({ a: 1 });
  expect(await messageOf(parseJson(text, 'a.json', 'config'))).toContain('is not valid JSON');
  expect(await messageOf(parseJsonWithComments('{"a":1,"a":2,}', 'a.json', 'config'))).toContain(
    'stands twice',
  );
});

test('the error says of which kind the file is', async () => {
  await expect(parseJson('{', 'a.json', 'config')).rejects.toMatchObject({
    code: 'config',
    details: [],
    cause: { name: 'SyntaxError' },
  });
  await expect(parseJson('{"a":1,"a":2}', 'a.json', 'config')).rejects.toMatchObject({ code: 'config' });
});
