import { BIN, NOW } from '../support/cli/run';
import { Project } from '../support/cli/project';
import { snippets } from '../support/pipelines/snippets';

const project = new Project();
afterAll(() => {
  project.remove();
});

/** Runs an example as it stands, at a time at which the sample is fresh. */
function runExample(script: string) {
  return project.bash(`tp-doctor() { node "${BIN}" "$@" --now ${NOW}; }\n${script}`);
}

const [FAIL_ON = '', CODES = ''] = snippets('exit-codes.md', 'sh');
const [WAIVERS = ''] = snippets('waivers.md', 'json');

describe('exit codes', () => {
  test('--fail-on as the page has it closes the gate for a warning', () => {
    project.inventory('inventory.json');
    expect(runExample(FAIL_ON)).toMatchObject({ code: 0, stderr: '' });
    project.inventory('inventory.json', { policies: undefined });
    expect(runExample(FAIL_ON).code).toBe(3);
    expect(runExample(FAIL_ON.replace('--fail-on warn', '')).code).toBe(0);
    expect(runExample(FAIL_ON.replace('\n', ' --allow-unknown\n')).code).toBe(0);
  });

  test.each([
    ['upgrade', () => project.inventory('inventory.json')],
    ['put right what is in the way', () => project.oldAgent('inventory.json')],
    ['gather what is missing', () => project.inventory('inventory.json', { database: undefined })],
    ['tp-doctor could not judge', () => project.write('inventory.json', '{')],
  ])('the script of the page says: %s', (said, prepare) => {
    prepare();
    expect(runExample(CODES).stdout.trimEnd().split('\n').at(-1)).toBe(said);
  });

  test('several inventories have the worst code, and one that cannot be read stops none', () => {
    project.write('estates/a.json', '{');
    project.oldAgent('estates/b.json', 'b');
    project.inventory('estates/c.json', { environment: 'c' });
    const ran = runExample('tp-doctor check estates --target 7.4 --format json');
    const verdicts = JSON.parse(ran.stdout).reports.map(({ verdict }: { verdict: string }) => verdict);
    expect({ code: ran.code, verdicts }).toEqual({ code: 2, verdicts: ['error', 'not-ready', 'ready'] });
  });
});

describe('waivers', () => {
  const check = 'tp-doctor check inventory.json --format json';
  const waiver = JSON.parse(WAIVERS).waivers[0] as { environment: string; rule: string; subject: string };

  function judge(config: string) {
    project.write('tp-doctor.config.json', config);
    project.oldAgent('inventory.json', waiver.environment);
    const { stdout, code } = runExample(check);
    const { verdict, summary, results } = JSON.parse(stdout);
    const status = (id: string) => results.find(({ ruleId }: { ruleId: string }) => ruleId === id)?.status;
    return {
      code,
      verdict,
      waived: summary.waived,
      rule: status(waiver.rule),
      waivers: status('waivers-current'),
    };
  }

  /** The object of the sample that a waiver has to name. */
  function subject(): string {
    project.write('tp-doctor.config.json', '{ "target": "7.4" }');
    project.oldAgent('inventory.json', waiver.environment);
    const { results } = JSON.parse(runExample(check).stdout);
    return results.find(({ ruleId }: { ruleId: string }) => ruleId === waiver.rule).findings[0].subject;
  }

  test('the waiver of the page opens the gate until its day, and is itself judged', () => {
    const named = WAIVERS.replace(JSON.stringify(waiver.subject), JSON.stringify(subject()));
    expect(judge(named)).toEqual({
      code: 0,
      verdict: 'ready-with-warnings',
      waived: 1,
      rule: 'pass',
      waivers: 'pass',
    });
    const expired = judge(named.replace('2026-12-31', '2026-11-19'));
    expect(expired).toEqual({ code: 1, verdict: 'not-ready', waived: 0, rule: 'fail', waivers: 'warn' });
    expect(judge(WAIVERS)).toMatchObject({ code: 1, waived: 0, waivers: 'warn' });
  });

  test('a rule that is off is a skip', () => {
    const off = judge(`{ "target": "7.4", "rules": { "${waiver.rule}": "off" } }`);
    expect(off).toMatchObject({ code: 0, verdict: 'ready-with-warnings', rule: 'skip' });
  });
});
