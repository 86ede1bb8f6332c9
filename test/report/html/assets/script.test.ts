import ts from 'typescript';
import { SCRIPT } from '../../../../src/report/html/assets/script';

jest.setTimeout(60_000);

test('the script of the page satisfies the compiler against the types of a browser', () => {
  const host = ts.createCompilerHost({});
  const { getSourceFile, fileExists, readFile } = host;
  const own = 'client.js';
  host.fileExists = (name) => name === own || fileExists(name);
  host.readFile = (name) => (name === own ? SCRIPT : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === own ? ts.createSourceFile(name, SCRIPT, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  };
  const faults = ts.getPreEmitDiagnostics(ts.createProgram([own], options, host));
  expect(
    faults.map(({ messageText, start }) => `${start}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  ).toEqual([]);
});
