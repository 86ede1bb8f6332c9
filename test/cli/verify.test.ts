import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '../../src/model/inventory';
import type { Report } from '../../src/model/report';
import { expectGolden, ROOT, run, transcript } from '../support/cli/run';

const BEFORE = join(ROOT, 'fixtures/inventories/contoso-7.3.9.json');
const AFTER = join(ROOT, 'fixtures/estates/contoso-7.4-after.json');
const NOW = '2026-11-21T04:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-verify-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Change = (inventory: Inventory) => void;

/** An inventory with something changed, as a file. */
function changed(file: string, name: string, change: Change): string {
  const inventory = JSON.parse(readFileSync(file, 'utf8')) as Inventory;
  change(inventory);
  const path = join(folder, `${name.replaceAll(/[^a-z]/g, '-')}.json`);
  writeFileSync(path, JSON.stringify(inventory));
  return path;
}

function verify(after: string, ...more: string[]) {
  const args = [
    'verify',
    '--before',
    BEFORE,
    '--after',
    after,
    '--target',
    '7.4',
    '--now',
    NOW,
    '--format',
    'json',
  ];
  const ran = run([...args, ...more]);
  return { ...ran, report: JSON.parse(ran.stdout) as Report };
}

const found = (report: Report) =>
  report.results.filter((one) => one.findings.length > 0).map((one) => one.ruleId);

test('all well: nothing is found, although names are spelt otherwise and CertsInfo has moved', () => {
  const { report, code } = verify(AFTER);
  expect(found(report)).toEqual([]);
  expect(report).toMatchObject({ command: 'verify', source: '7.3.9.42', target: '7.4', verdict: 'ready' });
  const { applicable, judged } = report.summary.coverage;
  expect([applicable, judged]).toEqual([20, 20]);
  expect(code).toBe(0);
});

/** What went wrong, the one rule that says so, and the exit code. */
const LOSSES: [string, Change, string, number][] = [
  [
    'a certificate is missing',
    ({ certsInfo }) => {
      if (!certsInfo) return;
      certsInfo.files = certsInfo.files?.filter((file) => file.name !== 'Em-crt.pem');
      certsInfo.certificates = certsInfo.certificates?.filter((one) => one.file !== 'Em-crt.pem');
    },
    'post-certs-carried-over',
    1,
  ],
  [
    'a certificate is replaced by another of the same size',
    ({ certsInfo }) => {
      for (const one of certsInfo?.certificates ?? [])
        if (one.file === 'Em-crt.pem') one.fingerprintSha256 = 'ab'.repeat(32);
    },
    'post-certs-carried-over',
    1,
  ],
  ['an Agent is lost', (one) => one.agents?.splice(3, 1), 'post-agents-reconnected', 1],
  [
    'an Agent has lost its connection',
    ({ agents }) => {
      if (agents?.[0]) agents[0].status = 'Lost Connection';
    },
    'post-agents-reconnected',
    1,
  ],
  [
    'an Agent was not upgraded',
    ({ agents }) => {
      if (agents?.[2]) agents[2].version = '7.3.9.42';
    },
    'post-agents-upgraded',
    0,
  ],
  [
    'a policy is disabled',
    ({ policies }) => {
      if (policies?.[0]) policies[0].enabled = false;
    },
    'post-policies-kept',
    1,
  ],
  [
    'a database is offline',
    ({ database }) => {
      if (database?.databases?.[1]) database.databases[1].state = 'OFFLINE';
    },
    'post-databases-kept',
    1,
  ],
  [
    'mixed version mode is back on',
    ({ enterpriseManager }) => {
      if (enterpriseManager) enterpriseManager.pre735Port = 3739;
    },
    'post-mixed-version-mode-off',
    0,
  ],
  [
    'nothing was installed',
    ({ enterpriseManager }) => {
      if (enterpriseManager) enterpriseManager.version = '7.3.9.42';
    },
    'post-version-installed',
    1,
  ],
];

describe.each(LOSSES)('%s', (name, change, rule, exitCode) => {
  const file = changed(AFTER, name, change);

  test(`is found by ${rule} and by no other rule`, () => {
    const { report, code } = verify(file);
    expect(found(report)).toEqual([rule]);
    expect(report.results.find((one) => one.ruleId === rule)?.findings).toHaveLength(1);
    expect(code).toBe(exitCode);
  });

  test('closes the gate with --fail-on warn', () => {
    expect(verify(file, '--fail-on', 'warn').code).toBe(1);
  });
});

describe('--phase uninstalled', () => {
  const bare: Change = (inventory) => {
    inventory.collectedAt = '2026-11-21T00:30:00Z';
    for (const source of inventory.sources) Object.assign(source, { collectedAt: inventory.collectedAt });
    for (const source of inventory.sources) if (source.asOf) source.asOf = inventory.collectedAt;
    inventory.enterpriseManager = undefined;
    inventory.agents = undefined;
    inventory.policies = undefined;
  };
  const uninstalled = changed(BEFORE, 'uninstalled', bare);

  test('judges what is there while nothing is installed, and says why it leaves the rest out', () => {
    const { report, code } = verify(uninstalled, '--phase', 'uninstalled');
    const judged = report.results.filter((one) => one.status === 'pass').map((one) => one.ruleId);
    expect(judged).toEqual([
      'post-before-complete',
      'post-certs-carried-over',
      'post-certs-dates-kept',
      'post-certs-key-matches',
      'post-databases-kept',
      'post-databases-size-kept',
      'post-server-same',
    ]);
    const reasons = report.results.filter((one) => one.status === 'skip').map((one) => one.reason);
    expect(new Set(reasons)).toEqual(new Set(['can be judged only after the install', 'for targets >=8.0']));
    expect(reasons).toHaveLength(report.results.length - judged.length);
    expect(code).toBe(0);
  });

  test('finds a file of the old folder that was deleted', () => {
    const file = changed(BEFORE, 'deleted', (inventory) => {
      bare(inventory);
      inventory.certsInfo?.files?.pop();
    });
    const { report, code } = verify(file, '--phase', 'uninstalled');
    expect([found(report), code]).toEqual([['post-certs-carried-over'], 1]);
  });

  test('takes another folder for no evidence', () => {
    const file = changed(AFTER, 'elsewhere', bare);
    const { report, code } = verify(file, '--phase', 'uninstalled');
    const certs = report.results.find((one) => one.ruleId === 'post-certs-carried-over');
    expect(certs?.status).toBe('unknown');
    expect(certs?.findings[0]?.message).toContain(
      'and not from the old folder C:\\Program Files\\STEALTHbits',
    );
    expect(code).toBe(3);
  });
});

test('missing evidence is undetermined, and allowed when it is', () => {
  const file = changed(AFTER, 'no policies', (inventory) => {
    inventory.policies = undefined;
  });
  expect(verify(file).code).toBe(3);
  expect(verify(file, '--allow-unknown').code).toBe(0);
});

test('missing evidence from before says that it is from before', () => {
  const before = changed(BEFORE, 'no status', ({ agents }) => {
    delete agents?.[1]?.status;
  });
  const ran = run(['verify', '--before', before, '--after', AFTER, '--target', '7.4', '--now', NOW]);
  expect(ran.stdout).toContain('CONTOSO\\DC02: status is not known from before');
});

describe('what cannot be compared', () => {
  const refused = (...args: string[]) => run(['verify', '--target', '7.4', '--now', NOW, ...args]);
  const other = changed(AFTER, 'other', (inventory) => {
    inventory.environment = 'fabrikam';
  });

  test.each([
    ['no --before', ['--after', AFTER], '--before is missing: an inventory from before the upgrade'],
    ['no --after', ['--before', BEFORE], '--after is missing: an inventory from after the upgrade'],
    ['two estates', ['--before', BEFORE, '--after', other], 'both must be of one estate'],
    ['swapped files', ['--before', AFTER, '--after', BEFORE], 'are --before and --after swapped?'],
    [
      'an unknown phase',
      ['--before', BEFORE, '--after', AFTER, '--phase', 'uninstaled'],
      'did you mean "uninstalled"?',
    ],
  ])('%s', (_what, args, message) => {
    const ran = refused(...args);
    expect(ran.stderr).toContain(message);
    expect([ran.stdout, ran.code]).toEqual(['', 2]);
  });
});

describe('two estates under one name', () => {
  const of = (name: string, manager: object, database: object) =>
    changed(AFTER, `pair ${name}`, (inventory) => {
      inventory.enterpriseManager = { ...inventory.enterpriseManager, ...manager };
      inventory.database = { ...inventory.database, ...database };
    });

  test.each([
    ['a host', { host: 'TPEM', fqdn: null }, {}, '/enterpriseManager/host: is "TPEM", and "TPEM01" before'],
    [
      'a domain',
      { fqdn: 'tpem01.fabrikam.com' },
      {},
      '/enterpriseManager/fqdn: is "tpem01.fabrikam.com", and "tpem01.contoso.com" before',
    ],
    ['a server', {}, { server: 'tcp:SQL,1433' }, '/database/server: is "tcp:SQL,1433", and "SQL01" before'],
    [
      'a database',
      {},
      { configDatabase: 'TPConfig' },
      '/database/configDatabase: is "TPConfig", and "NVMonitorConfig" before',
    ],
  ])('%s of another estate is refused, and both values are named', (name, manager, database, message) => {
    const file = of(name, manager, database);
    const before = changed(BEFORE, 'named', (inventory) => {
      inventory.database = { ...inventory.database, configDatabase: 'NVMonitorConfig' };
    });
    const args = ['--before', before, '--after', file, '--target', '7.4', '--now', NOW];
    const ran = run(['verify', ...args, '--allow-unknown', '--only', 'post-agents-upgraded']);
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).toContain('both must be of one estate');
    expect([ran.stdout, ran.code]).toEqual(['', 2]);
  });

  test.each([
    ['names', 0, { host: 'tpem01', fqdn: 'TPEM01.CONTOSO.COM.' }, { server: 'tcp:sql01.contoso.com,1433' }],
    ['addresses', 3, { host: '10.20.0.5', fqdn: null }, { server: '10.20.0.6' }],
    ['nothing', 3, { host: null, fqdn: 'N/A' }, { server: null }],
    ['databases', 0, {}, { configDatabase: 'nvmonitorconfig', server: 'SQL01\\MSSQLSERVER' }],
  ])('%s in another spelling prove no other estate: exit code %d', (name, code, manager, database) => {
    expect(verify(of(`spelled ${name}`, manager, database)).code).toBe(code);
  });
});

test('the output for people', () => {
  const file = changed(AFTER, 'golden', (inventory) => {
    for (const [, change] of LOSSES) change(inventory);
  });
  const args = ['verify', '--before', BEFORE, '--after', file, '--target', '7.4', '--now', NOW];
  expectGolden('cli/verify/losses.txt', transcript(run(args)));
});

test('a waiver for a rule of check is idle in check only', () => {
  const waiver = { rule: 'agent-connected', reason: 'replaced', owner: 'j.doe', expires: '2027-01-31' };
  const config = join(folder, 'waivers.json');
  writeFileSync(config, JSON.stringify({ waivers: [waiver, { ...waiver, rule: 'post-agents-upgraded' }] }));
  const idle = verify(AFTER, '--config', config).report.results.find(
    (one) => one.ruleId === 'waivers-current',
  );
  expect(idle?.findings.map((one) => [one.subject, one.path])).toEqual([
    ['post-agents-upgraded', '/waivers/1'],
  ]);
  writeFileSync(config, JSON.stringify({ waivers: [waiver] }));
  expect(verify(AFTER, '--config', config).report.results.map((one) => one.ruleId)).not.toContain(
    'waivers-current',
  );
});
