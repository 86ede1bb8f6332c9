import { wrap } from '../../../src/report/text/wrap';

test('a line that is new is no command, and no longer than it may be', () => {
  const lines = wrap(`DC01: ${'x'.repeat(9)}::stop-commands::${'y'.repeat(30)} ::add-mask::z`, 14);
  expect(lines.filter((line) => /^\s*::\w/.test(line) || line.length > 14)).toEqual([]);
  expect(lines.join('').replace(/ /g, '')).toContain('::stop-commands::yyy');
});

test('a text of a megabyte is cut, and says so', () => {
  const text = wrap('x'.repeat(2 ** 20), 100).join(' ');
  expect(text.length).toBeLessThan(5000);
  expect(text).toMatch(/… \(1048576 characters\)$/);
});
