import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInSchema } from '../../src/load/rules/built-in';
import { findFaults } from '../../src/load/schema';
import type { Diff } from '../../src/model/diff';
import type { Inventory } from '../../src/model/inventory';
import type { Report } from '../../src/model/report';
import { expectGolden, NOW, ROOT, run, transcript } from '../support/cli/run';

const CONTOSO = join(ROOT, 'fixtures/inventories/contoso-7.3.9.json');
const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-diff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Change = (inventory: Inventory) => void;

function write(name: string, document: unknown): string {
  writeFileSync(join(folder, name), JSON.stringify(document));
  return name;
}

function inventory(name: string, change: Change): string {
  const estate = JSON.parse(readFileSync(CONTOSO, 'utf8')) as Inventory;
  change(estate);
  return write(name, estate);
}

const here = (...args: string[]) => run(args, { cwd: folder });

/** A report of check as a file. */
function report(name: string, change: Change, ...more: string[]): string {
  const ran = here(
    'check',
    inventory(`estate-${name}`, change),
    '--target',
    '7.4',
    '--now',
    NOW,
    '--format',
    'json',
    ...more,
  );
  writeFileSync(join(folder, name), ran.stdout);
  return name;
}

const status =
  (...states: string[]): Change =>
  ({ agents }) => {
    states.forEach((state, at) => {
      if (agents?.[at]) agents[at].status = state;
    });
  };

const older = report('older.json', (estate) => {
  status('Stopped', 'Lost Connection', 'Active', 'Stopped')(estate);
  if (estate.agents?.[4]) estate.agents[4].dotNetRelease = 394802;
});
const newer = report('newer.json', (estate) => {
  status('Stopped', 'Stopped', 'Lost Connection')(estate);
  if (estate.agents?.[4]) estate.agents[4].dotNetRelease = 394802;
});

describe('diff', () => {
  test.each(['table', 'markdown'])('golden: %s', (format) => {
    const ran = here('diff', older, newer, '--format', format);
    expect(ran.code).toBe(1);
    expectGolden(`cli/diff/contoso.${format === 'table' ? 'txt' : format}`, ran.stdout);
  });

  test('the JSON fits its schema', () => {
    const ran = here('diff', older, newer, '--format', 'json');
    const document = JSON.parse(ran.stdout) as Diff;
    expect(findFaults(builtInSchema('diff'), document)).toEqual([]);
    expect(document.summary).toEqual({ new: 1, changed: 1, persisting: 2, resolved: 1, unjudged: 0 });
  });

  test('nothing new is 0, and the other way round too where nothing comes back', () => {
    expect(here('diff', older, older).code).toBe(0);
    const ready = report('ready.json', () => undefined);
    expect(here('diff', older, ready).code).toBe(0);
    expect(here('diff', ready, older).code).toBe(1);
  });

  test('--verbose lists what persists', () => {
    expect(here('diff', older, newer).stdout).not.toContain('Persisting');
    expect(here('diff', older, newer, '--verbose').stdout).toContain('Persisting (2)');
  });

  test('several estates are compared each with itself', () => {
    const fleet = (name: string, ...files: string[]) => {
      const ran = here('check', ...files, '--target', '7.4', '--now', NOW, '--format', 'json');
      writeFileSync(join(folder, name), ran.stdout);
      return name;
    };
    const rename = (environment: string, change: Change) => (estate: Inventory) => {
      estate.environment = environment;
      change(estate);
    };
    const east = inventory('east.json', rename('east', status('Stopped')));
    const west = inventory('west.json', rename('west', status('Active')));
    const westDown = inventory('west-down.json', rename('west', status('Stopped')));
    const made = JSON.parse(
      here('diff', fleet('two.json', east, west), fleet('two-down.json', westDown, east), '--format', 'json')
        .stdout,
    ) as Diff;
    expect(made.summary).toEqual({ new: 1, changed: 0, persisting: 1, resolved: 0, unjudged: 0 });
    expect(made.new[0]).toMatchObject({ environment: 'west', ruleId: 'agent-connected' });
    const alone = JSON.parse(
      here('diff', 'two.json', fleet('one.json', west), '--format', 'json').stdout,
    ) as Diff;
    expect(alone.unjudged.map((one) => [one.environment, one.reason])).toEqual([
      ['east', 'the estate is not judged in the newer report'],
    ]);
  });

  test('reports of verify are compared too', () => {
    const now = '2026-11-21T04:00:00Z';
    const args = ['verify', '--before', CONTOSO, '--target', '7.4', '--now', now, '--format', 'json'];
    const after = join(ROOT, 'fixtures/estates/contoso-7.4-after.json');
    const good = run([...args, '--after', after]);
    const estate = JSON.parse(readFileSync(after, 'utf8')) as Inventory;
    if (estate.policies?.[1]) estate.policies[1].enabled = false;
    const bad = here(...args, '--after', write('after.json', estate));
    writeFileSync(join(folder, 'good.json'), good.stdout);
    writeFileSync(join(folder, 'bad.json'), bad.stdout);
    const ran = here('diff', 'good.json', 'bad.json');
    expect(ran.stdout).toContain('LDAP Recon: was enabled before and is not any more');
    expect(ran.code).toBe(1);
    expect(here('diff', 'good.json', newer)).toMatchObject({ code: 2, stdout: '' });
  });

  test('estates that could not be judged end with 2', () => {
    const ran = here(
      'check',
      CONTOSO,
      write('broken.json', { schemaVersion: 2 }),
      '--target',
      '7.4',
      '--now',
      NOW,
      '--format',
      'json',
    );
    writeFileSync(join(folder, 'half.json'), ran.stdout);
    const made = here('diff', older, 'half.json');
    expect(made.stdout).toContain('not compared: half.json: broken.json: ');
    expect(made.code).toBe(2);
  });

  test.each([
    [['older.json'], 'diff: name two reports, the older one first'],
    [['older.json', 'nothing.json'], 'nothing.json: no such file'],
    [['older.json', 'estate-older.json'], 'estate-older.json: '],
    [['older.json', 'newer.json', '--format', 'html'], 'allowed: table, json, markdown'],
  ])('%j is refused', (args, message) => {
    const ran = here('diff', ...args);
    expect(ran.stderr).toContain(message);
    expect([ran.stdout, ran.code]).toEqual(['', 2]);
  });

  test('a plan, a report without a judgement and another estate are refused by name', () => {
    const plan = here('plan', CONTOSO, '--target', '8.1', '--now', NOW, '--format', 'json').stdout;
    writeFileSync(join(folder, 'plan.json'), plan);
    expect(here('diff', older, 'plan.json').stderr).toContain(
      'plan.json: is a plan, and a report is expected',
    );
    const failed = here('check', 'nothing.json', '--target', '7.4', '--format', 'json').stdout;
    writeFileSync(join(folder, 'failed.json'), failed);
    expect(here('diff', older, 'failed.json').stderr).toContain(
      'is of a run that could not judge: nothing.json',
    );
    const other = report('other.json', (estate) => {
      estate.environment = 'fabrikam';
    });
    expect(here('diff', older, other).stderr).toContain(
      'is of estate fabrikam, and older.json of contoso-prod',
    );
  });

  test('reports for two targets are refused, as one would look better for what it was not asked', () => {
    const args = ['check', 'estate-older.json', '--target', '8.0', '--now', NOW, '--format', 'json'];
    writeFileSync(join(folder, 'other-target.json'), here(...args).stdout);
    const ran = here('diff', older, 'other-target.json');
    expect(ran.stderr).toContain(
      'other-target.json: is of target 8.0, and older.json of 7.4; both must share',
    );
    expect([ran.stdout, ran.code]).toEqual(['', 2]);
  });

  test('another version of the tool is said in every format', () => {
    const document = JSON.parse(readFileSync(join(folder, newer), 'utf8')) as Report;
    document.tool.version = '0.9.0';
    write('unlike.json', document);
    for (const format of ['table', 'markdown', 'json']) {
      const { stdout } = here('diff', older, 'unlike.json', '--format', format);
      expect(stdout).toContain('and 0.9.0 the newer one: the rules may differ');
      expect(here('diff', older, newer, '--format', format).stdout).not.toMatch(/caution: |may differ/i);
    }
  });

  test('reports in the wrong order are refused', () => {
    const document = JSON.parse(readFileSync(join(folder, newer), 'utf8')) as Report;
    if (document.inventory) document.inventory.collectedAt = '2026-11-19T21:04:11Z';
    write('earlier.json', document);
    const ran = here('diff', older, 'earlier.json');
    expect(ran.stderr).toMatch(
      /2026-11-19T21:04:11Z.* is older than in the older one .*; name the older report first/,
    );
    expect([ran.stdout, ran.code]).toEqual(['', 2]);
  });

  test('a document with two reports of one estate is refused', () => {
    const one = JSON.parse(readFileSync(join(folder, newer), 'utf8')) as Report;
    write('twins.json', { schemaVersion: 1, tool: one.tool, reports: [one, one], exitCode: 1 });
    expect(here('diff', older, 'twins.json').stderr).toContain('holds two reports of "contoso-prod"');
  });

  test('a hostile report prints no control character', () => {
    const document = JSON.parse(readFileSync(join(folder, newer), 'utf8')) as Report;
    for (const one of document.results.flatMap((result) => result.findings)) one.message = '\u001b[31m|<b>';
    const ran = here('diff', older, write('hostile.json', document), '--verbose');
    expect(ran.stdout).toContain('\\x1b[31m');
    expect(ran.stdout).not.toContain('\u001b');
    expect(here('diff', older, 'hostile.json', '--format', 'markdown').stdout).toContain('\\|\\<b\\>');
  });
});

describe('check --baseline', () => {
  const check = (file: string, ...more: string[]) =>
    here('check', file, '--target', '7.4', '--now', NOW, '--format', 'json', ...more);
  const marks = (stdout: string) =>
    (JSON.parse(stdout) as Report).results.flatMap((one) =>
      one.findings.map((finding) => `${one.ruleId} ${finding.subject} ${finding.baseline ?? '-'}`),
    );

  test('marks each finding as new or known, and the report still fits its schema', () => {
    const ran = check('estate-newer.json', '--baseline', older);
    expect(marks(ran.stdout)).toEqual([
      'agent-connected CONTOSO\\DC01 known',
      'agent-connected CONTOSO\\DC02 known',
      'agent-connected CONTOSO\\DC03 new',
      'agent-dotnet-supported CONTOSO\\NASPROXY01 known',
    ]);
    expect(findFaults(builtInSchema('report'), JSON.parse(ran.stdout))).toEqual([]);
    expect(ran.code).toBe(1);
  });

  test('with --fail-on new only what is new closes the gate', () => {
    expect(check('estate-newer.json', '--baseline', older, '--fail-on', 'new').code).toBe(0);
    const worse = inventory('worse.json', (estate) => {
      for (const agent of estate.agents ?? []) agent.dotNetRelease = 394802;
    });
    expect(check(worse, '--baseline', older, '--fail-on', 'new').code).toBe(1);
    expect(
      check(
        worse,
        '--baseline',
        report('worse-report.json', (estate) => {
          for (const agent of estate.agents ?? []) agent.dotNetRelease = 394802;
        }),
        '--fail-on',
        'new',
      ).code,
    ).toBe(0);
  });

  test('evidence that is newly missing is undetermined', () => {
    const blind = inventory('blind.json', (estate) => {
      estate.database = undefined;
    });
    expect(check(blind, '--baseline', older, '--fail-on', 'new').code).toBe(3);
    expect(check(blind, '--baseline', older, '--fail-on', 'new', '--allow-unknown').code).toBe(0);
  });

  test('the level is that of the configuration', () => {
    write('warn.config.json', { failOn: 'warn' });
    const args = ['--baseline', older, '--fail-on', 'new', '--config', 'warn.config.json'];
    expect(check('estate-newer.json', ...args).code).toBe(1);
  });

  test('an estate that the baseline does not know is said, and all its findings are new', () => {
    const stranger = inventory('stranger.json', (estate) => {
      estate.environment = 'fabrikam';
      status('Stopped')(estate);
    });
    const ran = check(stranger, '--baseline', older);
    expect(ran.stderr).toContain('has no judged report of "fabrikam", so all its findings are new');
    expect(ran.stderr).toContain('has a report of "contoso-prod", and this run judges no inventory of it');
    expect(marks(ran.stdout)).toEqual(['agent-connected CONTOSO\\DC01 new']);
  });

  test('an estate that only the baseline has closes --fail-on new, in every format', () => {
    const gone = inventory('gone.json', (estate) => {
      estate.environment = 'fabrikam';
    });
    const ran = check(gone, '--baseline', older, '--fail-on', 'new');
    const { reports } = JSON.parse(ran.stdout) as { reports: Report[] };
    expect(reports.map(({ environment, verdict }) => [environment, verdict])).toEqual([
      ['fabrikam', 'ready'],
      ['contoso-prod', 'error'],
    ]);
    expect(ran.code).toBe(2);
    expect(check(gone, '--baseline', older).code).toBe(0);
  });

  test('a baseline that is newer, or of verify, is refused', () => {
    const early = inventory('early.json', (estate) => {
      estate.collectedAt = '2026-11-01T20:00:00Z';
    });
    expect(check(early, '--baseline', older).stderr).toContain(
      'name a report that is older than the inventory',
    );
    const document = JSON.parse(readFileSync(join(folder, older), 'utf8')) as Report;
    write('verified.json', { ...document, command: 'verify' });
    const ran = check('estate-newer.json', '--baseline', 'verified.json');
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('is a report of verify')]);
  });

  test('a baseline for another target is said', () => {
    const ran = check('estate-newer.json', '--baseline', 'other-target.json');
    expect(ran.stderr).toContain('--baseline: judges "contoso-prod" for 8.0, not for 7.4, so all');
  });

  test.each([
    [['--fail-on', 'new'], '--fail-on: "new" compares with an older report; name it with --baseline'],
    [['--baseline', 'nothing.json'], 'nothing.json: no such file'],
    [['--baseline', 'older.json', '--fail-on', 'nwe'], 'allowed: fail, warn, new'],
  ])('%j is refused', (args, message) => {
    const ran = here('check', CONTOSO, '--target', '7.4', ...args);
    expect(ran.stderr).toContain(message);
    expect(ran.code).toBe(2);
  });

  test('the table marks what is new', () => {
    const ran = here('check', 'estate-newer.json', '--target', '7.4', '--now', NOW, '--baseline', older);
    expectGolden('cli/baseline/table.txt', transcript(ran));
  });
});
