import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expectGolden, NOW, ROOT, run, transcript } from '../support/cli/run';

const contoso = readFileSync(join(ROOT, 'fixtures/inventories/contoso-7.3.9.json'), 'utf8');
const TARGET = ['--target', '7.4', '--now', NOW];

interface Case {
  args: string[];
  files?: Record<string, string>;
  input?: string;
}

const rule = (change: object) =>
  JSON.stringify({
    id: 'own-rule',
    title: 'Own',
    category: 'inventory',
    level: 'warn',
    phase: 'pre-upgrade',
    each: '/agents/*',
    subject: '{host}',
    needs: ['/version'],
    assert: { properties: { version: { versionRange: '>=7.3.9' } } },
    message: 'm',
    remediation: 'r',
    references: [{ title: 'p', url: 'https://example.com/' }],
    facts: ['own'],
    ...change,
  });
const config = (change: object) => ({ 'tp-doctor.config.json': JSON.stringify(change) });
const waiver = { rule: 'sql-backup-recent', reason: 'nightly', owner: 'dba', expires: '2027-01-01' };
const changed = (change: object) => JSON.stringify({ ...(JSON.parse(contoso) as object), ...change });

/** Every kind of bad input of the contracts: code 2, one clear line a fault. */
const CASES: Record<string, Case> = {
  'no-arguments': { args: [] },
  'no-target': { args: ['check', 'inventory.json'] },
  'unknown-target': { args: ['check', 'inventory.json', '--target', '7.6'] },
  'target-of-three-parts': { args: ['check', 'inventory.json', '--target', '7.4.0'] },
  'target-that-is-no-version': { args: ['check', 'inventory.json', '--target', 'latest'] },
  'unknown-flag': { args: ['check', 'inventory.json', '--traget', '7.4'] },
  'flag-without-value': { args: ['check', 'inventory.json', '--target'] },
  'option-given-twice': { args: ['check', 'inventory.json', '--target', '7.4', '--target', '8.0'] },
  'name-of-every-object': { args: ['constructor', ...TARGET] },
  'unknown-command': { args: ['chekc'] },
  'unknown-format': { args: ['check', 'inventory.json', ...TARGET, '--format', 'jsno'] },
  'format-without-file-name': { args: ['check', 'inventory.json', ...TARGET, '--format', 'json='] },
  'two-formats-for-stdout': {
    args: ['check', 'inventory.json', ...TARGET, '--format', 'json', '--format', 'table'],
  },
  'output-without-format': {
    args: ['check', 'inventory.json', ...TARGET, '--format', 'json=a.json', '--output', 'b.json'],
  },
  'output-folder-missing': { args: ['check', 'inventory.json', ...TARGET, '--output', 'missing/report.txt'] },
  'unknown-only': { args: ['check', 'inventory.json', ...TARGET, '--only', 'agent-version-acepted'] },
  'unknown-skip': { args: ['check', 'inventory.json', ...TARGET, '--skip', 'sql-backup-recnt'] },
  'unknown-fail-on': { args: ['check', 'inventory.json', ...TARGET, '--fail-on', 'wran'] },
  'now-without-offset': { args: ['check', 'inventory.json', '--target', '7.4', '--now', '2026-11-20'] },
  'missing-file': { args: ['check', 'nowhere.json', ...TARGET] },
  'glob-without-match': { args: ['check', 'estates/*.json', ...TARGET] },
  'empty-folder': { args: ['check', 'folder', ...TARGET], files: { 'folder/readme.txt': '' } },
  'empty-file': { args: ['check', 'empty.json', ...TARGET], files: { 'empty.json': '' } },
  'empty-stdin': { args: ['check', '-', ...TARGET] },
  'not-json': {
    args: ['check', 'bad.json', ...TARGET],
    files: { 'bad.json': '{\n  "schemaVersion": 1,\n  "environment" "x"\n}\n' },
  },
  'cut-off': { args: ['check', 'bad.json', ...TARGET], files: { 'bad.json': contoso.slice(0, 3000) } },
  'not-text': {
    args: ['check', 'bad.json', ...TARGET],
    files: { 'bad.json': Buffer.from([0x7b, 0xff, 0xfe, 0x80]).toString('latin1') },
  },
  'empty-inventory': { args: ['check', 'bad.json', ...TARGET], files: { 'bad.json': '{}' } },
  'inventory-without-sections': {
    args: ['check', 'bad.json', ...TARGET],
    files: {
      'bad.json': JSON.stringify({ schemaVersion: 1, environment: 'x', collectedAt: NOW, sources: [] }),
    },
  },
  'json-array': { args: ['check', 'bad.json', ...TARGET], files: { 'bad.json': '[]' } },
  'many-faults': {
    args: ['check', 'bad.json', ...TARGET],
    files: {
      'bad.json': changed({
        agnets: [],
        collectedAt: '2026-11-20',
        agents: [{ name: 7, versoin: '7.3.9.1' }, { version: '7.3.9-beta' }, 'DC01'],
        sources: [{ id: 's', kind: 'k', status: 'fine' }],
        enterpriseManager: { pre735Port: -1, databaseAuthentication: 'Windows', password: 'hunter2' },
      }),
    },
  },
  'newer-schema': {
    args: ['check', 'bad.json', ...TARGET],
    files: { 'bad.json': changed({ schemaVersion: 2 }) },
  },
  'terminal-escape': {
    args: ['check', 'bad.json', ...TARGET],
    files: { 'bad.json': changed({ '\u001b[2Jevil\u202e': 1 }) },
  },
  'every-rule-skipped': {
    args: ['check', 'inventory.json', ...TARGET, '--only', 'agent-logging-settings-current'],
  },
  'config-not-json': {
    args: ['check', 'inventory.json', ...TARGET],
    files: { 'tp-doctor.config.json': '{ "target": }' },
  },
  'config-missing': { args: ['check', 'inventory.json', ...TARGET, '--config', 'other.json'] },
  'config-unknown-key': { args: ['check', 'inventory.json', ...TARGET], files: config({ waviers: [] }) },
  'config-unknown-rule': {
    args: ['check', 'inventory.json', ...TARGET],
    files: config({ rules: { 'sql-memory-limted': 'off' } }),
  },
  'config-unknown-param': {
    args: ['check', 'inventory.json', ...TARGET],
    files: config({ rules: { 'agent-queue-drained': { params: { maximumEvent: 5 } } } }),
  },
  'config-param-of-wrong-kind': {
    args: ['check', 'inventory.json', ...TARGET],
    files: config({ rules: { 'sql-backup-recent': { params: { maximumAge: '24 hours' } } } }),
  },
  'config-secret': {
    args: ['check', 'inventory.json', ...TARGET],
    files: config({ sources: { sqlServer: { server: 'SQL01', password: 'hunter2' } } }),
  },
  'config-waiver-without-owner': {
    args: ['check', 'inventory.json', ...TARGET],
    files: config({ waivers: [{ ...waiver, owner: undefined }] }),
  },
  'config-waiver-without-date': {
    args: ['check', 'inventory.json', ...TARGET],
    files: config({ waivers: [{ ...waiver, expires: 'never' }] }),
  },
  'rules-folder-missing': { args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'] },
  'rules-folder-empty': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: { 'own/readme.txt': '' },
  },
  'rule-unknown-property': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: { 'own/own-rule.json': rule({ remedation: 'x' }) },
  },
  'rule-unknown-keyword': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: { 'own/own-rule.json': rule({ assert: { properties: { version: { versionRnage: '>=7' } } } }) },
  },
  'rule-with-pattern': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: { 'own/own-rule.json': rule({ assert: { properties: { name: { pattern: '(a+)+$' } } } }) },
  },
  'rule-under-another-name': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: { 'own/other.json': rule({}) },
  },
  'rule-id-taken': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: { 'own/sql-backup-recent.json': rule({ id: 'sql-backup-recent' }) },
  },
  'rule-with-bad-range': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: { 'own/own-rule.json': rule({ appliesTo: { target: '7.x4' } }) },
  },
  'rule-that-names-nothing': {
    args: ['check', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: {
      'own/own-rule.json': rule({
        where: { properties: { staus: { isAnyOf: ['Active'] } } },
        needs: ['/verison', '#/inventory/enterpriseManger/version'],
        assert: { properties: { versoin: { versionRange: { minimum: { $data: '/target/minimumAgnet' } } } } },
        params: { maximumAge: 'P7D' },
        message: 'runs {versoin}',
      }),
      'own/waivers-current.json': rule({ id: 'waivers-current', each: '/agnets/*' }),
    },
  },
  'rule-that-never-matches': {
    args: ['plan', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: {
      'own/own-rule.json': rule({
        each: '/enterpriseManager',
        subject: 'EM',
        needs: ['/memoryBytes', '/hibpDatabase', '/databaseAuthentication', '/version'],
        assert: {
          properties: {
            memoryBytes: { versionRange: '>=7', minLength: 3 },
            hibpDatabase: { const: 'false' },
            databaseAuthentication: { isAnyOf: ['Windos'] },
            version: { versionRange: { minimum: 'v7.3.9', below: '7.4.0.0.1' }, newerThan: 'P' },
          },
        },
      }),
    },
  },
  'rule-that-never-fails': {
    args: ['verify', '--before', 'inventory.json', '--after', 'inventory.json', ...TARGET, '--rules', 'own'],
    files: {
      'own/own-rule.json': rule({ assert: { properties: { version: { versionRange: '>=0' } } } }),
      'own/two.json': rule({ id: 'two', where: { properties: { version: { versionRange: '7.3.9 7.4' } } } }),
    },
  },
  'rule-that-needs-less-than-it-asks': {
    args: ['rules', 'lint', 'own'],
    files: {
      'own/own-rule.json': rule({ needs: [] }),
      'own/two.json': rule({ id: 'two', where: { required: ['status'] } }),
      'own/target-is-newer.json': rule({ id: 'target-is-newer' }),
    },
  },
  'rules-unknown-action': { args: ['rules', 'lst'] },
  'rules-show-unknown': { args: ['rules', 'show', 'agent-conected'] },
  'rules-lint-faults': {
    args: ['rules', 'lint', 'own'],
    files: { 'own/a.json': rule({ id: 'b' }), 'own/c.json': '{' },
  },
  'schema-unknown': { args: ['schema', 'inventroy'] },
  'schema-without-name': { args: ['schema'] },
  'init-twice': { args: ['init'], files: { 'tp-doctor.config.json': '{}' } },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tp-doctor-'));
  writeFileSync(join(folder, 'inventory.json'), contoso);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe.each(Object.entries(CASES))('%s', (name, { args, files = {}, input }) => {
  beforeEach(() => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text, name === 'not-text' ? 'latin1' : 'utf8');
    }
  });

  it('ends with code 2 and says what, where and what to do', () => {
    const ran = run(args, { cwd: folder, ...(input === undefined ? {} : { input }) });
    expect(ran.code).toBe(2);
    const output = ran.stderr + ran.stdout;
    expect(output).not.toContain('hunter2');
    expect(output).not.toMatch(/\n\s+at /);
    expectGolden(`cli/bad-input/${name}.txt`, transcript(ran).replaceAll(folder, '«folder»'));
  });
});

it('prints one JSON document on stdout although nothing could be judged', () => {
  const ran = run(['check', 'nowhere.json', ...TARGET, '--format', 'json'], { cwd: folder });
  expect(JSON.parse(ran.stdout)).toMatchObject({
    verdict: 'error',
    exitCode: 2,
    error: { code: 'inventory' },
  });
});

it('leaves nothing behind where it cannot write', () => {
  const ran = run(['check', 'inventory.json', ...TARGET, '--output', 'inventory.json/report'], {
    cwd: folder,
  });
  expect(ran.code).toBe(2);
  expect(readFileSync(join(folder, 'inventory.json'), 'utf8')).toBe(contoso);
});
