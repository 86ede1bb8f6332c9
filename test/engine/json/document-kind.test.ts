import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { documentKindOf, HEAD_LENGTH } from '../../../src/engine/json/document-kind';
import { ROOT, run, NOW } from '../../support/cli/run';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8').slice(0, HEAD_LENGTH);
const filesOf = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.includes('schema'))
    .map((name) => join(folder, name));

test.each([
  ['inventory', filesOf('fixtures/inventories')],
  ['rule', filesOf('rules/agents')],
  ['schema', ['rules/inventory.schema.json', 'rules/config.schema.json', 'rules/report.schema.json']],
] as const)('%s: what this repository has of it', (kind, files) => {
  for (const file of files) expect([file, documentKindOf(read(file))]).toEqual([file, kind]);
});

describe('what the tool writes', () => {
  const inventory = 'fixtures/inventories/fabrikam-not-ready.json';
  const output = (...args: string[]) => run([...args, '--now', NOW]).stdout;
  const report = output('check', inventory, '--target', '7.4', '--format', 'json');

  test('is a report, of one estate or several', () => {
    expect(documentKindOf(report)).toBe('report');
    expect(documentKindOf(report.slice(0, 200))).toBe('report');
    const fleet = output(
      'check',
      inventory,
      'fixtures/inventories/incomplete.json',
      '--target',
      '7.4',
      '--format',
      'json',
    );
    expect(documentKindOf(fleet)).toBe('report');
  });

  test('is a plan', () => {
    expect(documentKindOf(output('plan', inventory, '--target', '7.4', '--format', 'json'))).toBe('plan');
  });

  test('is a schema', () => {
    expect(documentKindOf(run(['schema', 'plan']).stdout)).toBe('schema');
  });
});

test.each([
  ['{ "tool": {}, "command": "diff" }', 'diff'],
  ['{ "agents": [] }', 'facts'],
  ['{ "$schema": "x", "notes": "y", "x-ours": 1, "decisions": { "collectedAt": 1 } }', 'facts'],
  ['// ours\n{ /* { */ "target": "7.4" }', 'configuration'],
  ['{ "waivers": [] }', 'configuration'],
  ['{ "x-sample": true, "collectedAt": "2026-11-20T22:00:00Z" }', 'sample'],
  ['[ { "name": "DC01" } ]', 'list'],
  // What lost a part of its frame is still to be judged, or refused.
  ['{ "schemaVersion": 1, "environment": "x", "agents": [] }', 'inventory'],
  ['{ "environment": "x", "agents": [] }', undefined],
  ['{ "tool": {}, "collectedAt": "2026-11-20T22:00:00Z", "agents": [] }', 'inventory'],
  // Its frame may come behind what was seen of it.
  ['{ "agents": [ { "name": "DC01" }, ', undefined],
  ['{ "notes": "long', undefined],
  ['{ "agents": [] ', undefined],
  ['{ "x-ours": 1 }', undefined],
  ['{}', undefined],
  ['{ "a": "\\', undefined],
  ['Host,Version', undefined],
  ['<xml/>', undefined],
  ['', undefined],
])('%s', (head, kind) => {
  expect(documentKindOf(head)).toBe(kind);
});
