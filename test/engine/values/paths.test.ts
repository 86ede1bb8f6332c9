import { isInside, isSameFolder, parsePath } from '../../../src/engine/values/paths';

const said = (text: string) => {
  const path = parsePath(text);
  return path && `${path.host === undefined ? '' : `${path.host}>`}${path.root}>${path.parts.join('>')}`;
};

test.each([
  ['D:\\Backup\\TP', 'd:>backup>tp'],
  [' "D:\\Backup" ', 'd:>backup'],
  ['d:/backup//tp/', 'd:>backup>tp'],
  ['D:\\', 'd:>'],
  ['D:\\a\\.\\b\\..\\..\\..\\c', 'd:>c'],
  ['D:\\a..\\b. .\\c', 'd:>a>b>c'],
  ['D:\\a b', 'd:>a b'],
  ['D:\\cafe\u0301', 'd:>caf\u00e9'],
  ['\\\\?\\D:\\a', 'd:>a'],
  ['\\\\.\\D:\\a', 'd:>a'],
  ['\\??\\D:\\a', undefined],
  ['/??/D:/a', 'd:>a'],
  ['\\\\?\\\\D:\\a', 'd:>a'],
  ['\\\\?\\UNC\\FS01\\share\\a', 'fs01>share>a'],
  ['\\\\?\\UNC\\\\FS01\\share', 'fs01>share>'],
  ['\\\\FS01\\Backup', 'fs01>backup>'],
  ['\\\\FS01\\Backup\\a\\b', 'fs01>backup>a>b'],
  ['\\\\FS01\\\\Backup\\a', 'fs01>backup>a'],
  ['\\\\FS01@SSL@443\\D$\\a', 'fs01>d:>a'],
  ['\\\\FS01\\xd$\\a', 'fs01>xd$>a'],
  ['\\\\FS01\\d$x\\a', 'fs01>d$x>a'],
  ['/var/backup', '/>var>backup'],
  // Only the machine itself can resolve these.
  ['backup', undefined],
  ['D:backup', undefined],
  ['\\backup', undefined],
  ['%TEMP%\\a', undefined],
  ['D:\\a*', undefined],
  ['D:\\a"b"', undefined],
  ['"D:\\a" b', undefined],
  ['b "D:\\a"', undefined],
  ['D:\\a:stream', undefined],
  ['D:\\a\\...', undefined],
  ['D:\\a\\. .\\b', undefined],
  ['D:\\a\\.b', 'd:>a>.b'],
  ['file:///D:/a', undefined],
  ['x\\\\FS01\\share', undefined],
  ['x/y', undefined],
  ['\\\\FS01', undefined],
  ['', undefined],
])('%s', (text, path) => {
  expect(said(text)).toBe(path);
});

test.each([
  ['D:\\TP\\CertsInfo', 'D:\\TP', true],
  ['D:\\TP', 'D:\\TP', true],
  ['D:\\', 'D:\\TP', false],
  ['D:\\Other\\TP', 'D:\\TP', false],
  ['C:\\TP', 'D:\\TP', false],
  ['D:\\PROGRA~1\\TP', 'D:\\Program Files', undefined],
  ['D:\\Program Files', 'D:\\PROGRA~1', undefined],
  ['D:\\PROGRA~1\\Other', 'D:\\Program Files\\TP', false],
  ['D:\\PROGRA~1', 'D:\\PROGRA~1', true],
  ['D:\\~', 'D:\\TP', false],
])('%s is inside %s: %s', (path, folder, inside) => {
  const [a, b] = [parsePath(path), parsePath(folder)];
  expect(a && b && isInside(a, b)).toBe(inside);
});

test.each([
  ['D:\\TP\\CertsInfo', '\\\\?\\d:\\x\\..\\tp\\certsinfo. ', true],
  ['\\\\FS01\\TP', '//fs01/tp/', true],
  ['D:\\PROGRA~1', 'D:\\PROGRA~1', true],
  ['%TP%\\CertsInfo', '%TP%\\CertsInfo', true],
  ['%TP%\\CertsInfo', '%TP%\\Other', false],
  ['D:\\TP', '%TP%', false],
  ['D:\\TP', 'D:\\TP\\CertsInfo', false],
  ['D:\\TP', 'C:\\TP', false],
  ['\\\\FS01\\TP', '\\\\FS02\\TP', false],
  // A short name may be that of another folder.
  ['D:\\PROGRA~1', 'D:\\Program Files', false],
])('%s and %s are one folder: %s', (a, b, isSame) => {
  expect([isSameFolder(a, b), isSameFolder(b, a)]).toEqual([isSame, isSame]);
});
