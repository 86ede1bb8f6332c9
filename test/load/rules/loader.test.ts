import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRuleFiles, loadRules } from '../../../src/load/rules/loader';
import { makeFolder } from '../../support/gather/read-source';
import { smallRule } from '../../support/judge/small-rule';
import { testWith } from '../../support/jest/needs';

const GOOD = smallRule({
  id: 'own-a',
  needs: ['/version'],
  assert: { properties: { version: { versionRange: '>=7.3.9' } } },
  references: [{ title: 'Own', url: 'https://docs.netwrix.com/' }],
  facts: ['B1'],
});

function makeRules(files: Record<string, object | string>): string {
  const cwd = makeFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return cwd;
}

test('the rule files of a folder are those below it, without schemas and data of the catalogue', async () => {
  const cwd = makeRules({
    'r/b.json': '',
    'r/A.JSON': '',
    'r/x/c.json': '',
    'r/notes.md': '',
    'r/rule.schema.json': '',
    'r/x/targets.json': '',
    'r/compatibility.json': '',
    'r/evidence.json': '',
    'r/steps.json': '',
    'r/questions.json': '',
    'r/own-steps.json': '',
    'r/steps.json.json': '',
    'r/x-a.json': '',
  });
  expect(await findRuleFiles('r', cwd)).toEqual(
    ['A.JSON', 'b.json', 'own-steps.json', 'steps.json.json', 'x-a.json', 'x/c.json'].map((name) =>
      join('r', name),
    ),
  );
  await expect(findRuleFiles('none', cwd)).rejects.toMatchObject({
    code: 'rules',
    message: 'none: no such folder; check the path',
    details: [],
    cause: { code: 'ENOENT' },
  });
  mkdirSync(join(cwd, 'empty'));
  await expect(findRuleFiles('empty', cwd)).rejects.toMatchObject({
    code: 'rules',
    message: 'empty: has no rule file (*.json)',
  });
});

testWith('posix')('links to folders are followed, each folder once', async () => {
  const cwd = makeRules({ 'r/b.json': '', 'other/c.json': '' });
  symlinkSync('../other', join(cwd, 'r/link'));
  symlinkSync('..', join(cwd, 'other/back'));
  expect(await findRuleFiles('r', cwd)).toEqual([join('r', 'b.json'), join('r', 'link', 'c.json')]);
  symlinkSync('nowhere', join(cwd, 'r/broken'));
  await expect(findRuleFiles('r', cwd)).rejects.toMatchObject({
    code: 'rules',
    message: expect.stringContaining('broken: no such file') as string,
    details: [],
    cause: { code: 'ENOENT' },
  });
});

test('rules are read, linted and compiled', async () => {
  const cwd = makeRules({ 'a/own-a.JSON': GOOD, 'b/own-b.json': { ...GOOD, id: 'own-b' } });
  const compiled = await loadRules(['a', 'b'], cwd, new Set());
  expect(compiled.map(({ rule, origin }) => [rule.id, origin])).toEqual([
    ['own-a', join('a', 'own-a.JSON')],
    ['own-b', join('b', 'own-b.json')],
  ]);
  expect(await loadRules([], cwd, new Set())).toEqual([]);
});

const when = { any: '/agents/*', needs: ['/status'], matches: { required: ['status'] }, otherwise: 'no' };

test.each<[string, object | string]>([
  ['/id: is "own-a"; it must be the name of its file, "own-c"', GOOD],
  ['/id: "own-c" is taken by another rule; choose an id of your own', { ...GOOD, id: 'own-c' }],
  ['/appliesTo/target: "new" is not a range', { ...GOOD, id: 'own-c', appliesTo: { target: 'new' } }],
  ['/appliesTo/source: "old" is not a range', { ...GOOD, id: 'own-c', appliesTo: { source: 'old' } }],
  [
    '/appliesTo/when/0: exactly one of "any" and "none" is needed',
    { ...GOOD, id: 'own-c', appliesTo: { when: [{ ...when, none: '/agents/*' }] } },
  ],
  [
    '/appliesTo/when/0: exactly one of "any" and "none" is needed',
    { ...GOOD, id: 'own-c', appliesTo: { when: [{ ...when, any: undefined }] } },
  ],
  ['/needs/0: "/verison" leads to nothing', { ...GOOD, id: 'own-c', needs: ['/verison'] }],
  [
    '/question/fields/0: "/enterpriseManager/adUserCont" leads to nothing',
    {
      ...GOOD,
      id: 'own-c',
      question: { id: 'q', ask: 'How many?', fields: ['/enterpriseManager/adUserCont'], owner: 'me' },
    },
  ],
  ['/titel', { ...GOOD, id: 'own-c', titel: 'x' }],
  ['is not valid JSON', '{'],
])('a rule is refused with what is wrong: %s', async (fault, content) => {
  const cwd = makeRules({ 'r/own-c.json': content, 'r/own-d.json': { ...GOOD, id: 'own-e' } });
  const error = await loadRules(['r'], cwd, new Set(['own-c'])).catch((thrown: unknown) => thrown);
  const { code, message, details } = error as { code: string; message: string; details: string[] };
  expect(code).toBe('rules');
  const lines = [message, ...details];
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines.some((line) => line.startsWith(join('r', 'own-c.json')))).toBe(true);
  expect(lines.join('\n')).toContain(fault.replace('/titel', 'titel'));
  // All faults of all files at once.
  expect(lines.at(-1)).toContain('own-d.json: /id: is "own-e"');
});
