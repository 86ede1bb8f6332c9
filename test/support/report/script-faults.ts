import ts from 'typescript';

/** What the compiler says of the script of a page, in strict mode against the types of a browser. */
export function findScriptFaults(script: string): string[] {
  const host = ts.createCompilerHost({});
  const { getSourceFile, fileExists, readFile } = host;
  const own = 'client.js';
  host.fileExists = (name) => name === own || fileExists(name);
  host.readFile = (name) => (name === own ? script : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === own ? ts.createSourceFile(name, script, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
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
  return faults.map(
    ({ messageText, start }) => `${start}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}
