import { commandFromString } from 'azure-pipelines-task-lib/taskcommand';
import { formatAzure } from '../../../src/report/formats/azure';
import { escapeControls } from '../../../src/report/text/control-characters';
import {
  contoso,
  errorReport,
  fleet,
  HOSTILE,
  hostile,
  OPTIONS,
  report,
  result,
} from '../../support/report/report-sample';

type Run = Parameters<typeof formatAzure>[0];

/** The issues as Microsoft's own task library reads them. */
function issuesOf(run: Run) {
  const lines = formatAzure(run, OPTIONS).split('\n').filter((line) => line.startsWith('##vso[')); // prettier-ignore
  return lines.map((line) => {
    const { command, properties, message } = commandFromString(line);
    return { command, properties: properties as Record<string, string>, message };
  });
}

test('logs the verdict and each open finding as an issue', () => {
  const issues = issuesOf(fleet(contoso()));
  expect(new Set(issues.map(({ command }) => command))).toEqual(new Set(['task.logissue']));
  expect(issues.map(({ properties: { type, code } }) => [type, code])).toEqual([
    ['error', 'not-ready'],
    ['error', 'agent-version-accepted'],
    ['error', 'agent-version-accepted'],
    ['warning', 'agent-queue-drained'],
    ['error', 'sql-recovery-simple'],
    ['warning', 'sql-agent-running'],
  ]);
  expect(issues[1]?.properties['sourcepath']).toBe('estates/contoso.json');
  expect(issues[1]?.message).toContain('CONTOSO\\DC07: runs 7.3.8.12');
});

test('hostile text comes back whole and starts no command of its own', () => {
  const [, bad] = issuesOf(fleet(hostile()));
  expect(bad?.message).toBe(`${escapeControls(HOSTILE)}: ${escapeControls(HOSTILE)}`);
  expect(bad?.properties['sourcepath']).toBe(escapeControls(HOSTILE.replaceAll('\\', '/')));
  const quiet = formatAzure(fleet(hostile()), OPTIONS).split('\n').filter((line) => !line.startsWith('##')); // prettier-ignore
  expect(quiet.filter((line) => /##(\[|vso)/.test(line))).toEqual([]);
});

test('an error is an issue; a ready estate is none', () => {
  expect(issuesOf(fleet(errorReport()))).toEqual([
    {
      command: 'task.logissue',
      properties: { type: 'error', code: 'inventory' },
      message: expect.stringContaining('broken.json: not JSON') as string,
    },
  ]);
  expect(issuesOf(fleet(report([result('agent-version-accepted', 'pass')])))).toEqual([]);
});
