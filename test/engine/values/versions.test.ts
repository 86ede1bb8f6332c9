import fc from 'fast-check';
import inventorySchema from '../../../rules/inventory.schema.json';
import {
  compareVersions,
  findVersion,
  formatNoRange,
  inRange,
  isOfLine,
  isRange,
  parseVersion,
  type Version,
} from '../../../src/engine/values/versions';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (!parsed) throw new Error(`${text} is no version`);
  return parsed;
}

const part = fc.oneof(fc.nat(12), fc.nat(999_999), fc.nat(999_999_999));
/** A third part that a range can hold. */
const third = fc.oneof(fc.nat(12), fc.nat(9_007_198));
const four = fc.tuple(part, part, part, part);

describe('reading a version', () => {
  test.each([
    ['7', 1, [7, 0, 0, 0]],
    ['7.4', 2, [7, 4, 0, 0]],
    ['7.3.9.42', 4, [7, 3, 9, 42]],
    ['007.03', 2, [7, 3, 0, 0]],
    ['1.2.9007198.999999999', 4, [1, 2, 9007198, 999999999]],
    ['7.3.20240115.1', 4, [7, 3, 20240115, 1]],
    ['999999999.999999999.999999999.999999999', 4, [999999999, 999999999, 999999999, 999999999]],
  ])('%s', (text, given, parts) => {
    expect(version(text)).toMatchObject({ given, parts });
  });

  test.each([
    '',
    ' 7.4',
    '7.4 ',
    '7.',
    '.7',
    '7..4',
    'v7.4',
    '7.4-beta',
    '-7',
    '1.2.3.4.5',
    '1234567890',
    '1.2.1234567890',
  ])('"%s" is none', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });
});

test('all four parts count, as numbers', () => {
  fc.assert(
    fc.property(four, four, (a, b) => {
      const [x, y] = [version(a.join('.')), version(b.join('.'))];
      const at = a.findIndex((one, place) => one !== b[place]);
      const difference = at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
      expect(Math.sign(compareVersions(x, y))).toBe(Math.sign(difference));
    }),
  );
});

test('every text that the schema takes for a version is read', () => {
  const pattern = new RegExp(inventorySchema.$defs.version.pattern);
  const likely = fc
    .array(fc.oneof(fc.nat(999_999_999), fc.constantFrom('007', '', '1234567890', 'x')), { maxLength: 5 })
    .map((parts) => parts.join('.'));
  fc.assert(
    fc.property(fc.oneof(likely, fc.stringMatching(/^[0-9.]{0,12}$/), fc.string()), (text) => {
      expect(parseVersion(text) !== undefined).toBe(pattern.test(text));
    }),
  );
});

test('ranges order as versions do', () => {
  fc.assert(
    fc.property(four, fc.tuple(part, part, third, part), (a, b) => {
      const difference = compareVersions(version(a.join('.')), version(b.join('.')));
      expect(inRange(a.join('.'), `>=${b.join('.')}`)).toBe(difference >= 0);
      expect(inRange(a.join('.'), `>${b.join('.')}`)).toBe(difference > 0);
      expect(inRange(a.join('.'), `<=${b.join('.')}`)).toBe(difference <= 0);
      expect(inRange(a.join('.'), `<${b.join('.')}`)).toBe(difference < 0);
      expect(inRange(a.join('.'), b.join('.'))).toBe(difference === 0);
    }),
  );
});

test.each([
  ['10.0.17763 Service Pack 1', '10.0.17763'],
  ['10.0.17763', '10.0.17763'],
  ['1.2.3.4.5', undefined],
  ['1.2.1234567890', undefined],
  ['v7', undefined],
])('"%s" begins with the version %s', (text, found) => {
  expect(findVersion(text)).toBe(found);
});

test('a line is the beginning of a version', () => {
  expect(isOfLine(version('7.3.9.42'), version('7.3.9'))).toBe(true);
  expect(isOfLine(version('7.4.0.1'), version('7.4'))).toBe(true);
  expect(isOfLine(version('7.40.0.1'), version('7.4'))).toBe(false);
  expect(isOfLine(version('7'), version('7.4'))).toBe(false);
  expect(isOfLine(version('7'), version('7.0'))).toBe(false);
});

describe('ranges over four parts', () => {
  test.each([
    ['7.3.9.42', '7.3.9', true],
    ['7.3.10.0', '7.3.9', false],
    ['7.3.9.42', '=7.3.9.42', true],
    ['7.3.9.43', '7.3.9.42', false],
    ['7.3.9.999999999', '<=7.3.9', true],
    ['7.3.10', '<=7.3.9', false],
    ['7.3.9.5', '>7.3.9', false],
    ['7.3.10.0', '>7.3.9', true],
    ['7.3.9.8', '>7.3.9.7', true],
    ['7.3.9.7', '>7.3.9.7', false],
    ['7.4.0.1', '7.4', true],
    ['7.4.99.1', '7.4', true],
    ['7.5', '7.4', false],
    ['7.4.0.0', '>=7.4', true],
    ['7.3.999.999', '>=7.4', false],
    ['8', '>=7.4 <9', true],
    ['7.5.0.1', '7.4 || 7.5', true],
    ['8.0', '7.4 || 7.5', false],
    ['7.3.8.1', '7.3.7 - 7.3.9', true],
    ['7.3.9.77', '7.3.7 - 7.3.9', true],
    ['7.3.10', '7.3.7 - 7.3.9', false],
    ['7.3.9.3', '7.3.9.1 - 7.3.9.5', true],
    ['7.3.9.9', '^7.3.9.7', true],
    ['7.9.0.0', '^7.3.9', true],
    ['8.0', '^7.3.9', false],
    ['7.3.11', '~7.3.9', true],
    ['7.4', '~7.3.9', false],
    ['1.2.3', '*', true],
    ['7.3.20240115.1', '>=7.3.9', true],
    ['7.3.20240115.1', '>=7.4', false],
    ['7.3.20240115.1', '7.3', true],
    ['7.3.20240115.1', '*', true],
    ['7.3.9.42', '<7.3.9.43 || >=8', true],
    ['7.3.8', '7.3.7  -  7.3.10', true],
    ['7.3.11', '7.3.7 - 7.3.10', false],
    ['7.3.9.42', '<=7.3.9.42', true],
  ])('%s in %s: %s', (text, range, holds) => {
    expect(inRange(text, range)).toBe(holds);
    expect(inRange(text, range)).toBe(holds);
  });

  test('what cannot be read is neither in nor out', () => {
    expect(inRange('OneFS', '>=7.4')).toBeUndefined();
    expect(inRange('7.4', '>= nonsense')).toBeUndefined();
    expect(isRange('>= nonsense')).toBe(false);
    expect(isRange('>=13 <17')).toBe(true);
    expect(formatNoRange('x')).toBe('"x" is not a range of versions, such as >=7.4 <8.0');
  });

  test.each(['>=7.3.20240115', '<7.3.9007200.1', '>=7.4-beta', '7.3.9+5'])('"%s" is no range', (range) => {
    expect(isRange(range)).toBe(false);
    expect(inRange('7.4.0.1', range)).toBeUndefined();
  });
});
