import type { Field } from '../../../../src/load/rules/lint/fields';
import {
  constantsOf,
  NOW,
  TEXTS,
  valuesFor,
  versionsAround,
} from '../../../../src/load/rules/lint/estates/values';

test('what a rule names is found wherever it stands; pointers are no texts', () => {
  const rule = {
    const: 'a',
    of: [{ minimum: 3 }, 'b', 'a'],
    none: null,
    flag: true,
    at: { $data: '/params/x' },
  };
  expect(constantsOf(rule, 'c', [4, 3])).toEqual({ texts: ['a', 'b', 'c'], numbers: [3, 4] });
});

const DAY = 86_400_000;
const fromNow = (values: unknown[]) =>
  values.map((value) => Math.round((Date.parse(String(value)) - NOW) / DAY));

describe('values that a field is tried with', () => {
  const constants = { texts: ['own', '7.4', '2020-01-01T00:00:00Z'], numbers: [3, 0.5] };
  const tried = (field: Field, name = 'status') => valuesFor(field, constants, name);

  test.each<[string, Field, unknown[]]>([
    ['one of several', { enum: ['x', null, 'y'] }, ['x', 'y']],
    ['true or false', { type: 'boolean' }, [true, false]],
    ['a whole number with limits', { type: 'integer', minimum: 0, maximum: 10 }, [3, 2, 4, 0, 1, 10]],
    ['a number', { type: 'number' }, [3, 2, 4, 0.5, -0.5, 1.5, 0, 1, 1e15]],
    ['an object', { type: 'object' }, [{}]],
    ['a list of flags', { type: 'array', items: { type: 'boolean' } }, [[], [true], [false], [true, false]]],
  ])('%s', (_what, field, values) => {
    expect(tried(field)).toEqual(values);
  });

  test('a text: those of the rule first, then usual ones, then versions; only what may stand there', () => {
    const values = tried({ type: 'string' });
    expect(values.slice(0, 3)).toEqual(constants.texts);
    expect(values).toEqual(expect.arrayContaining(TEXTS.filter((text) => text !== '')));
    expect(values).toEqual(expect.arrayContaining(['7.5', '7.4.0.1', '7.4.0.0', '0.0.0.0']));
    expect(values).not.toContain('');
    expect(tried({ type: 'string', pattern: '^[0-9.]+$' })[0]).toBe('7.4');
    expect(values).not.toContain(3);
  });

  test('where nobody knows: anything', () => {
    expect(tried({})).toEqual(expect.arrayContaining(['own', '7.5', 3, true, false, 0, 1]));
  });

  test('a time: about now, long ago, and those of the rule', () => {
    const values = tried({ type: 'string', format: 'date-time' });
    expect(values).toContain('2020-01-01T00:00:00Z');
    expect(fromNow(values.slice(0, 6))).toEqual([-0, -365_250, 36_525, 0, -365, 365]);
    expect(values.slice(0, 4).map((time) => Date.parse(String(time)) < NOW)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(Math.abs(Date.parse(String(values[0])) - NOW)).toBe(DAY / 24);
    expect(values).not.toContain('own');
  });

  test('rows of a list: each pair of texts in neighbouring fields, and all of them', () => {
    const row: Field = {
      type: 'object',
      properties: { a: { type: 'string' }, count: { type: 'integer' }, b: { type: 'string' } },
    };
    const values = valuesFor({ type: 'array', items: row }, { texts: ['x', 'y'], numbers: [] }, 'rows');
    expect(values).toEqual([
      [],
      [{}],
      [{ a: 'x', b: 'x' }],
      [{ a: 'y', b: 'x' }],
      [{ a: 'x', b: 'y' }],
      [{ a: 'y', b: 'y' }],
      [
        { a: 'x', b: 'x' },
        { a: 'y', b: 'y' },
      ],
    ]);
    const many = Array.from({ length: 20 }, (_one, at) => `t${at}`);
    expect(valuesFor({ type: 'array', items: row }, { texts: many, numbers: [] }, 'rows')).toHaveLength(303);
  });
});

test.each([
  ['>=7.3.9', ['7.3.9', '7.3.10', '7.3.9.1', '7.3.9.0', '0.0.0.0', '999999999.0.0.0']],
  ['7.4.0.5', ['7.4.0.5', '7.4.0.6', '7.4.0.6', '7.4.0.5', '0.0.0.0', '999999999.0.0.0']],
  ['no version', []],
])('the versions around "%s"', (text, versions) => {
  expect(versionsAround(text)).toEqual(versions);
});
