import { partsOf } from '../../../../src/load/rules/lint/estates/parts';
import type { JsonSchema } from '../../../../src/model/rule';

test.each<[string, JsonSchema, object[]]>([
  ['nothing', true, []],
  ['what never holds', false, [{ at: '/assert', schema: false }]],
  [
    'each keyword, but not what says nothing',
    { title: 't', description: 'd', $comment: 'c', minimum: 1, maximum: 2 },
    [
      { at: '/assert/minimum', schema: { minimum: 1 } },
      { at: '/assert/maximum', schema: { maximum: 2 } },
    ],
  ],
  [
    'each field, with where it stands',
    { properties: { 'a/b': { minimum: 1, maximum: 2 }, c: { properties: { d: { const: 1 } } } } },
    [
      { at: '/assert/properties/a~1b/minimum', schema: { properties: { 'a/b': { minimum: 1 } } } },
      { at: '/assert/properties/a~1b/maximum', schema: { properties: { 'a/b': { maximum: 2 } } } },
      {
        at: '/assert/properties/c/properties/d/const',
        schema: { properties: { c: { properties: { d: { const: 1 } } } } },
      },
    ],
  ],
  [
    'each field that must be there',
    { required: ['a', 'b'] },
    [
      { at: '/assert/required/0', schema: { required: ['a'] } },
      { at: '/assert/required/1', schema: { required: ['b'] } },
    ],
  ],
  [
    'each of all, but any as a whole',
    { allOf: [{ minimum: 1 }, true, { anyOf: [{ const: 1 }, { const: 2 }] }] },
    [
      { at: '/assert/allOf/0/minimum', schema: { minimum: 1 } },
      { at: '/assert/allOf/2/anyOf', schema: { anyOf: [{ const: 1 }, { const: 2 }] } },
    ],
  ],
  [
    'what means something only together',
    {
      if: { const: 1 },
      then: false,
      else: true,
      contains: { const: 2 },
      minContains: 2,
      maxContains: 3,
      minItems: 1,
    },
    [
      { at: '/assert/if', schema: { if: { const: 1 }, then: false, else: true } },
      { at: '/assert/contains', schema: { contains: { const: 2 }, minContains: 2, maxContains: 3 } },
      { at: '/assert/minItems', schema: { minItems: 1 } },
    ],
  ],
  [
    'what leaves open and no more',
    { properties: { operatingSystem: { releaseNamed: true } } },
    [
      {
        at: '/assert/properties/operatingSystem/releaseNamed',
        schema: { properties: { operatingSystem: { releaseNamed: true } } },
        neverViolated: true,
      },
    ],
  ],
])('the parts of an assertion: %s', (_what, schema, parts) => {
  expect(partsOf(schema, '/assert')).toEqual(parts);
});
