import { buildSync } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../cli/run';

type Kind = 'action' | 'workflow';
export type LintAction = (kind: Kind, text: string) => string[];

const SOURCE = `
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { parseWorkflow } from '@actions/workflow-parser';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
export function lint(kind, content) {
  const parse = kind === 'action' ? parseAction : parseWorkflow;
  const { context } = parse({ name: kind + '.yml', content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}`;

/**
 * GitHub's own parser of actions and workflows, with its schemas: what it finds wrong with a text. It is an ES module
 * that imports JSON in a way that Node.js 20 refuses, so it is bundled first.
 */
export function loadActionLinter(): LintAction {
  const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-linter-'));
  try {
    const outfile = join(folder, 'linter.cjs');
    const stdin = { contents: SOURCE, resolveDir: ROOT };
    buildSync({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    return (createRequire(outfile)(outfile) as { lint: LintAction }).lint;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
