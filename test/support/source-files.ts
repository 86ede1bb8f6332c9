import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../../src');

export interface SourceFile {
  /** Path below src/, with forward slashes. */
  path: string;
  lines: number;
  /** What its import and export lines, import() and require() name. */
  imports: string[];
  /** Every function, with the number of lines it takes. */
  functions: { name: string; lines: number }[];
}

/** Every TypeScript file of src/. */
export function readSources(): SourceFile[] {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => read(join(entry.parentPath, entry.name)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function read(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: SourceFile = {
    path: relative(ROOT, file).replaceAll('\\', '/'),
    lines: text.trimEnd().split('\n').length,
    imports: [],
    functions: [],
  };
  const visit = (node: ts.Node) => {
    const named = importedBy(node);
    if (named !== undefined) found.imports.push(named);
    if (isFunction(node)) found.functions.push({ name: nameOf(node), lines: linesOf(node, source) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isImport || isRequire ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** Functions that stand for themselves; a callback within one is counted as part of it. */
function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.body !== undefined;
  if (ts.isConstructorDeclaration(node) || ts.isAccessor(node)) return true;
  const isValue = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  return isValue && (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent));
}

function nameOf(node: ts.FunctionLikeDeclaration): string {
  const owner =
    node.name ?? (ts.isArrowFunction(node) ? (node.parent as ts.NamedDeclaration).name : undefined);
  return owner?.getText() ?? 'constructor';
}

function linesOf(node: ts.Node, source: ts.SourceFile): number {
  const [start, end] = [node.getStart(source), node.getEnd()];
  return (
    source.getLineAndCharacterOfPosition(end).line - source.getLineAndCharacterOfPosition(start).line + 1
  );
}
