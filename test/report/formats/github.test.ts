import { execFileSync } from 'node:child_process';
import { formatGithub, formatGithubSummary } from '../../../src/report/formats/github';
import { escapeControls } from '../../../src/report/text/control-characters';
import { contoso, errorReport, finding, fleet, HOSTILE, hostile, OPTIONS, report, result } from '../../support/report/report-sample'; // prettier-ignore

interface Command {
  command: string;
  properties: Record<string, string>;
  message: string;
}

/** Reads workflow commands as the runner does: at the start of a line, properties before the second `::`. */
function commandsOf(text: string): Command[] {
  return text.split('\n').flatMap((line) => {
    const [, command = '', list = '', message = ''] = /^::([a-z]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
    if (command === '') return [];
    const pairs = list === '' ? [] : list.split(',').map((pair) => pair.split('='));
    const properties = Object.fromEntries(pairs.map(([name, ...value]) => [name, unescape(value.join('='))]));
    return [{ command, properties: properties as Record<string, string>, message: unescape(message) }];
  });
}

function unescape(text: string): string {
  const signs: Record<string, string> = { '%25': '%', '%3A': ':', '%2C': ',', '%0A': '\n', '%0D': '\r' };
  return text.replace(/%(?:25|3A|2C|0A|0D)/g, (code) => signs[code] ?? code);
}

/** What GitHub's own toolkit prints for the same commands. */
function issuedByToolkit(commands: readonly Command[]): string {
  const script = `
    const { issueCommand } = require('@actions/core/lib/command');
    const list = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    for (const { command, properties, message } of list) issueCommand(command, properties, message);`;
  return execFileSync(process.execPath, ['-e', script], {
    input: JSON.stringify(commands),
    encoding: 'utf8',
  });
}

test.each([
  ['one estate', fleet(contoso())],
  ['hostile text', fleet(hostile())],
  ['an error', fleet(errorReport())],
])('writes what the toolkit of GitHub would write: %s', (_, run) => {
  const text = formatGithub(run, OPTIONS);
  const commands = text.split('\n').filter((line) => line.startsWith('::'));
  expect(issuedByToolkit(commandsOf(text)).trimEnd().split('\n')).toEqual(commands);
});

test('annotates the verdict first, then each rule at its loudness, the worst first', () => {
  const commands = commandsOf(formatGithub(fleet(contoso()), OPTIONS));
  expect(commands.map(({ command, properties }) => [command, properties['title']])).toEqual([
    ['error', 'tp-doctor check'],
    ['error', 'fail: agent-version-accepted'],
    ['warning', 'warn: agent-queue-drained'],
    ['error', 'unknown: sql-recovery-simple'],
    ['warning', 'unknown: sql-agent-running'],
    ['notice', 'waived: policy-export-readable'],
    ['group', undefined],
    ['endgroup', undefined],
  ]);
  expect(commands[1]?.properties['file']).toBe('estates/contoso.json');
  expect(commands.slice(1, 6).map(({ message }) => message)).toEqual([
    'An Agent is too old for the target Enterprise Manager 7.4: new: CONTOSO\\DC07: runs 7.3.8.12; Enterprise Manager 7.4 accepts 7.3.9 or later; 1 not known; 1 waived',
    'Not met: The queue of every Agent is drained: CONTOSO\\DC01: has 2300 events queued',
    'Cannot be judged: The databases use the Simple recovery model: the inventory has no section database (supply: gather --sql-server)',
    expect.stringMatching(/^Cannot be judged: SQL Server Agent runs: /),
    'Waived: policies.xml: runs 7.3.8.12; Enterprise Manager 7.4 accepts 7.3.9 or later (Host is decommissioned in December; J. Doe, until 2026-12-31)',
  ]);
});

test('an estate of 3,000 Agents has one annotation a rule, with the number and the first objects', () => {
  const findings = Array.from({ length: 3000 }, (_, at) => finding(`DC${at}`));
  const large = report([
    result('r-warn', 'warn', { findings }),
    result('r-fail', 'fail', { failureTitle: '3000 Agents are too old', findings }),
  ]);
  const [, ...commands] = commandsOf(formatGithub(fleet(large), OPTIONS));
  expect(commands.slice(0, -2).map(({ properties }) => properties['title'])).toEqual([
    'fail: r-fail',
    'warn: r-warn',
  ]);
  expect(commands[0]?.message).toMatch(
    /^3000 Agents are too old: DC0, DC1, DC2, DC3, DC4: .* and 2995 more$/,
  );
});

test('hostile text starts no command of its own', () => {
  const lines = formatGithub(
    fleet(hostile('x\n::error::gotcha ##[error]y ##vso[task.complete]')),
    OPTIONS,
  ).split('\n');
  expect(lines.filter((line) => !line.startsWith('::') && /##(\[|vso)/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('::error::'))).toEqual([]);
  expect(lines).toHaveLength(9);
  const [, bad] = commandsOf(formatGithub(fleet(hostile()), OPTIONS));
  const file = escapeControls(HOSTILE.replaceAll('\\', '/'));
  expect(bad).toEqual({
    command: 'error',
    properties: { title: 'fail: rule-fail', file, line: '1' },
    message: `${Array(3).fill(escapeControls(HOSTILE)).join(': ')}; 1 not known`,
  });
});

test('the job summary stays below the limit of GitHub and says what it leaves out', () => {
  const findings = Array.from({ length: 10_000 }, (_, index) => finding(`CONTOSO\\DC${index}`));
  const large = formatGithubSummary(
    fleet(report([result('agent-version-accepted', 'fail', { findings })])),
    OPTIONS,
  );
  expect(Buffer.byteLength(large)).toBeLessThan(1024 * 1024);
  expect(large).toContain('… and 9900 more.');
  const many = Array.from({ length: 1500 }, (_, index) => ({ ...contoso(), environment: `estate ${index}` }));
  const cut = formatGithubSummary(fleet(...many), OPTIONS);
  expect(Buffer.byteLength(cut)).toBeLessThan(1024 * 1024);
  expect(cut).toMatch(/Cut here: .*\n$/);
});
