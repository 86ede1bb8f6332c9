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

test('annotates the verdict first, then each finding at its loudness', () => {
  const commands = commandsOf(formatGithub(fleet(contoso()), OPTIONS));
  expect(commands.map(({ command, properties }) => [command, properties['title']])).toEqual([
    ['error', 'tp-doctor check'],
    ['error', 'fail: agent-version-accepted'],
    ['error', 'unknown: agent-version-accepted'],
    ['notice', 'waived: agent-version-accepted'],
    ['warning', 'warn: agent-queue-drained'],
    ['error', 'unknown: sql-recovery-simple'],
    ['warning', 'unknown: sql-agent-running'],
    ['notice', 'waived: policy-export-readable'],
    ['group', undefined],
    ['endgroup', undefined],
  ]);
  expect(commands[1]?.properties['file']).toBe('estates/contoso.json');
});

test('hostile text starts no command of its own', () => {
  const lines = formatGithub(
    fleet(hostile('x\n::error::gotcha ##[error]y ##vso[task.complete]')),
    OPTIONS,
  ).split('\n');
  expect(lines.filter((line) => !line.startsWith('::') && /##(\[|vso)/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('::error::'))).toEqual([]);
  expect(lines).toHaveLength(10);
  const [, bad] = commandsOf(formatGithub(fleet(hostile()), OPTIONS));
  const file = escapeControls(HOSTILE.replaceAll('\\', '/'));
  expect(bad).toEqual({
    command: 'error',
    properties: { title: 'fail: rule-fail', file, line: '1' },
    message: `${escapeControls(HOSTILE)}: ${escapeControls(HOSTILE)}`,
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
