import fc from 'fast-check';
import { formatRepeatedKey } from '../../../src/engine/json/repeated-keys';

const fault = (text: string) => formatRepeatedKey(text, JSON.parse(text));

test.each([
  ['{"a":1,\n "a" : 2}', 'line 2, column 2: "a" stands twice in one object; keep one of them'],
  ['[{"x":{"b":[],"c":0,"b":[]}}]', 'line 1, column 21: "b" stands twice in one object; keep one of them'],
  ['{"a":1,"\\u0061":2}', 'line 1, column 8: "\\u0061" stands twice in one object; keep one of them'],
  ['{"":1,"":2}', 'line 1, column 7: "" stands twice in one object; keep one of them'],
  [
    '{"__proto__":1,"__proto__":2}',
    'line 1, column 16: "__proto__" stands twice in one object; keep one of them',
  ],
])('%j', (text, message) => {
  expect(fault(text)).toBe(message);
});

test.each([
  ['[{"a":1},{"a":1}]'],
  ['{"a":{"a":{"a":[]}}}'],
  ['{"a":"x\\":1","b":": y","c\\\\":"\\\\"}'],
  ['{"a":" \\" : ","b\\"":1}'],
  ['{"constructor":1,"toString":2,"__proto__":3}'],
  ['"a:b"'],
  ['null'],
])('%j has every name once', (text) => {
  expect(fault(text)).toBeUndefined();
});

test.each([
  ['{"a":1,"a":2}', { a: 1, b: 2 }],
  ['[{"a":{"b":1}, "a" :["c:","x: \\":"]}]', [{ a: { b: 1 }, c: [null, 'x'] }]],
  ['{"a":"\\\\\\":","a\\\\":{"\\"":[[{}]]},"a":7}', [{ a: 1, b: 2 }, [{ c: 3, d: 4 }]]],
])('%s is not read again where its document has as many names', (text, document) => {
  expect(formatRepeatedKey(text, document)).toBeUndefined();
});

test('comments are no names', () => {
  const text = '{"a":1, // "a":2\n/* "a":3 */ "b":4,\n"b":5}';
  expect(formatRepeatedKey(text, { a: 1, b: 5 })).toBe(
    'line 3, column 1: "b" stands twice in one object; keep one of them',
  );
});

test('nothing that was written from a document has a name twice, and whatever is doubled in it does', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string(), fc.nat(3), (value, name, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(fault(text)).toBeUndefined();
      const key = JSON.stringify(name);
      expect(fault(`[${text},{${key} : ${text},"x${key.slice(1)}:0,${key}\t:${text}}]`)).toMatch(
        /stands twice/,
      );
    }),
    { numRuns: 100 },
  );
});
