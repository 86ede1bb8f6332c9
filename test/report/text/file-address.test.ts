import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { fileUri, relativePath } from '../../../src/report/text/file-address';

test.each([
  ['inventory.json', 'inventory.json'],
  ['./a b/ü.json', 'a%20b/%C3%BC.json'],
  ['estates\\west\\a.json', 'estates/west/a.json'],
  ['a:b.json', 'a%3Ab.json'],
  ['../x.json', '../x.json'],
  ['/srv/a b#1?.json', 'file:///srv/a%20b%231%3F.json'],
  ['C:\\Users\\J Doe\\a.json', 'file:///C:/Users/J%20Doe/a.json'],
  ['\\\\server\\share\\a.json', 'file://server/share/a.json'],
  ['-', '-'],
])('%s is %s', (path, uri) => {
  expect(fileUri(path)).toBe(uri);
  expect(new URL(uri, 'file:///base/').protocol).toBe('file:');
});

test('an absolute POSIX path is what Node makes of it', () => {
  const path = '/srv/a b/%41 [1]\\x;y=é.json';
  expect(decodeURIComponent(fileUri(path))).toBe(decodeURIComponent(pathToFileURL(path).href));
});

test('any name gives a URI', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (path) => {
      expect(URL.canParse(fileUri(`x${path}`), 'file:///base/')).toBe(true);
      expect(fileUri(path)).toMatch(/^[!-~]*$/);
    }),
  );
});

test('a relative path has forward slashes and no leading ./', () => {
  expect(relativePath('.\\a\\b.json')).toBe('a/b.json');
  expect(relativePath('././a.json')).toBe('a.json');
  expect(relativePath('/a\\b')).toBe('/a\\b');
});
