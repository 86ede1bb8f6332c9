import { createRuleAjv } from '../../../../src/load/rules/compiler';
import { RuleFaults } from '../../../../src/load/rules/lint/faults';
import { find, type Field } from '../../../../src/load/rules/lint/fields';
import { checkSchema } from '../../../../src/load/rules/lint/schemas';
import { scopeOf } from '../../../../src/load/rules/lint/scope';
import { smallRule } from '../../../support/judge/small-rule';

const ajv = createRuleAjv();
const params = { most: 3, words: ['a'], word: 'a', none: [], range: '>=7', own: { least: 1 } };
const scope = scopeOf(smallRule({ params }));

/** What is said of a schema of a field of an Agent, or of the whole one. */
function faultsOf(schema: unknown, field?: string | Field): string[] {
  const faults = new RuleFaults('f');
  const place =
    typeof field === 'object'
      ? field
      : find(scope, ['subject', ...(field === undefined ? [] : [field])]).field;
  checkSchema({ faults, scope, ajv }, schema, { at: '', field: place ?? {}, name: String(field ?? '') });
  return faults.lines.map((line) => line.replace('f: ', ''));
}

const LIST: Field = { type: 'array', items: { type: 'string' } };

test.each([
  ['minimum', 1, 'a number'],
  ['maximum', 1, 'a number'],
  ['exclusiveMinimum', 1, 'a number'],
  ['exclusiveMaximum', 1, 'a number'],
  ['multipleOf', 1, 'a number'],
  ['minLength', 1, 'a text'],
  ['maxLength', 1, 'a text'],
  ['minItems', 1, 'a list'],
  ['maxItems', 1, 'a list'],
  ['uniqueItems', true, 'a list'],
  ['items', true, 'a list'],
  ['contains', true, 'a list'],
  ['minProperties', 1, 'an object'],
  ['maxProperties', 1, 'an object'],
  ['properties', {}, 'an object'],
  ['required', [], 'an object'],
])('%s: %j is about %s', (keyword, value, kind) => {
  const fields: Record<string, Field> = {
    'a number': { type: 'integer' },
    'a text': { type: 'string' },
    'a list': LIST,
    'an object': { type: 'object', properties: { a: {} } },
    'true or false': { type: 'boolean' },
  };
  for (const [here, field] of Object.entries(fields))
    expect(faultsOf({ [keyword]: value }, field)).toEqual(
      here === kind ? [] : [`/${keyword}: "${keyword}" is about ${kind}, and here is ${here}`],
    );
});

test.each<[object, string[]]>([
  [{ if: true, then: false }, []],
  [{ if: true, else: false }, []],
  [{ if: true }, ['/if: means nothing without "then"']],
  [{ then: false }, ['/then: means nothing without "if"']],
  [{ else: false }, ['/else: means nothing without "if"']],
])('what means something only with another: %j', (schema, faults) => {
  expect(faultsOf(schema)).toEqual(faults);
});

test('so do counts of what a list contains', () => {
  expect(faultsOf({ minContains: 1, maxContains: 2 }, LIST)).toEqual([
    '/minContains: means nothing without "contains"',
    '/maxContains: means nothing without "contains"',
  ]);
  expect(faultsOf({ contains: { const: 'a' }, minContains: 1, maxContains: 2 }, LIST)).toEqual([]);
});

test.each<[unknown, string | Field | undefined, string[]]>([
  // Nothing is asked, or it is said elsewhere.
  [true, undefined, []],
  [null, undefined, []],
  [{ title: 't', description: 'd', $comment: 'c' }, 'status', []],
  [{ pattern: 'a', format: 'date' }, 'status', []],
  [
    { required: 'name', properties: null, enum: 'a', properties2: 1 },
    undefined,
    ['/properties2: unknown keyword'],
  ],
  // Constants.
  [{ const: 7 }, 'status', ['/const: 7 never stands here; it is a text']],
  [{ enum: ['x', 7] }, 'status', ['/enum: 7 never stands here; it is a text']],
  [{ const: 'N/A' }, 'status', ['/const: "N/A" never stands here: it says nothing']],
  [{ isAnyOf: ['Active', 'N/A'] }, 'status', ['/isAnyOf: "N/A" never stands here: it says nothing']],
  [{ type: 'string' }, 'status', []],
  [{ type: ['string', 'number'] }, 'status', []],
  [{ type: 'number' }, 'status', ['/type: "number" never stands here; it is a text']],
  [{ type: 'null' }, 'status', ['/type: "null" never stands here; it is a text']],
  // From elsewhere.
  [{ const: { $data: '/params/word' } }, 'status', []],
  [
    { const: { $data: '/params/most' } },
    'status',
    ['/const: "/params/most" is a number, and a text is needed'],
  ],
  [{ enum: { $data: '/params/words' } }, 'status', []],
  [{ enum: { $data: '/params/word' } }, 'status', ['/enum: "/params/word" is a text, and a list is needed']],
  [{ minimum: { $data: '/params/most' } }, 'cpuCores', []],
  [
    { minimum: { $data: '/params/word' } },
    'cpuCores',
    ['/minimum: "/params/word" is a text, and a number is needed'],
  ],
  [{ minimum: { $data: '/params/none' } }, 'cpuCores', ['/minimum: "/params/none" is a list, and a number']],
  [{ minimum: { $data: '/params/own/least' } }, 'cpuCores', []],
  [
    { minimum: { $data: 'params' } },
    'cpuCores',
    ['/minimum: "params" is no pointer; allowed: one that begins with "/"'],
  ],
  // Further in.
  [{ properties: { nmae: true } }, undefined, ['/properties/nmae: there is no "nmae" here']],
  [
    { properties: { name: { minimum: 1 } } },
    undefined,
    ['/properties/name/minimum: "minimum" is about a number'],
  ],
  [
    { properties: { name: { const: 'N/A' } } },
    undefined,
    ['/properties/name/const: "N/A" never stands here: it says'],
  ],
  [{ required: ['name', 'nmae'] }, undefined, ['/required/1: there is no "nmae" here; did you mean "name"?']],
  [{ items: { minimum: 1 } }, LIST, ['/items/minimum: "minimum" is about a number']],
  [{ contains: { minimum: 1 } }, LIST, ['/contains/minimum: "minimum" is about a number']],
  [{ items: { minimum: 1 } }, { type: 'array' }, []],
  [{ allOf: [true, { minimum: 1 }] }, 'status', ['/allOf/1/minimum: "minimum" is about a number']],
  ...['anyOf', 'oneOf'].map((some): [unknown, string, string[]] => [
    { [some]: [{ minimum: 1 }] },
    'status',
    [`/${some}/0/minimum: "minimum" is about a number`],
  ]),
  [{ not: { minimum: 1 } }, 'status', ['/not/minimum: "minimum" is about a number']],
  [
    { if: { minimum: 1 }, then: { minimum: 1 }, else: { minimum: 1 } },
    'status',
    ['/if/minimum: ', '/then/minimum: ', '/else/minimum: '],
  ],
  // Keywords of tp-doctor.
  [{ versionRange: '>=7' }, 'version', []],
  [{ versionRange: '>=7' }, 'cpuCores', ['/versionRange: "versionRange" reads a text, and here is a number']],
  [{ versionRange: 'newest' }, 'version', ['/versionRange: "newest" is not a range']],
  [{ versionRange: { range: { $data: '/params/range' } } }, 'version', []],
  [{ versionRange: { range: { $data: '/params/word' } } }, 'version', ['/versionRange: "a" is not a range']],
  [
    { versionRange: { range: { $data: '/params/nothing' } } },
    'version',
    ['/versionRange: "/params/nothing" leads to'],
  ],
  [{ versionRange: { minimum: { $data: '/target/version' } } }, 'version', []],
  [{ versionRange: { oldest: '7' } }, 'version', ['/versionRange: it']],
  [{ newerThan: { $data: '/params/most' } }, { type: 'string', format: 'date-time' }, ['/newerThan: it']],
  [{ sameVersion: { partner: '/version', subject: '/verison' } }, undefined, ['/sameVersion: ']],
  [{ distinctBy: { list: '/inventory/policies', key: 'name' } }, undefined, ['/distinctBy: it/key must be']],
  [
    { distinctBy: { list: '/inventory/certsInfo', key: 'host' } },
    undefined,
    ['/distinctBy: "/inventory/certsInfo" is an object, and a list'],
  ],
  [{ existsIn: { list: '/inventory/policies', on: ['/name'] } }, undefined, []],
  [
    { existsIn: { list: '/inventory/policies', on: ['/name'], from: '/nmae' } },
    undefined,
    ['/existsIn: "/nmae" leads to nothing: there'],
  ],
  [
    { fitsTable: { table: { $data: '/compatibility/nothing' }, value: '/cpuCores', column: 'a' } },
    undefined,
    ['/fitsTable: "/compatibility/nothing" leads to nothing'],
  ],
])('what is said of %j: %#', (schema, field, faults) => {
  const found = faultsOf(schema, field);
  expect(found.map((line, at) => line.slice(0, faults[at]?.length ?? 0))).toEqual(faults);
});
