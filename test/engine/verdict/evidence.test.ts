import { quoteArgument } from '../../../src/engine/values/arguments';
import { listEvidence } from '../../../src/engine/verdict/evidence';
import { builtInData } from '../../../src/load/rules/built-in';
import type { Inventory } from '../../../src/model/inventory';
import { finding, result } from '../../support/report/report-sample';
import { HEADER } from '../../support/judge/judge-inventory';

const { hints } = builtInData();
const lacking = (ruleId: string, lacks: string[], more: object = {}) =>
  result(ruleId, 'unknown', { lacks, findings: [finding('DC01', { kind: 'no-evidence' })], ...more });

function tasksFor(results: ReturnType<typeof lacking>[], sections: object = {}, file = 'inventory.json') {
  return listEvidence(results, hints, {
    inventory: { ...HEADER, ...sections } as Inventory,
    file,
    target: '7.4',
  });
}

test('tasks are grouped by what supplies the evidence, most blocking rules first, each with its whole command', () => {
  const tasks = tasksFor(
    [
      lacking('a', ['/agents/*/trustedRoots'], { level: 'warn' }),
      lacking('b', ['/database/login'], { level: 'warn' }),
      lacking('c', ['/database/databases/*/isOwner', '/agents/*/dotNetRelease']),
    ],
    { database: { server: 'SQL01,1433', login: { name: 'tp reader', authentication: 'sql' } } },
  );
  const start = 'tp-doctor gather --environment contoso-prod --merge inventory.json';
  expect(
    tasks.map(({ command, rules, blocking, subjects }) => [command, rules.join(), blocking, subjects]),
  ).toEqual([
    [`${start} --probe-agents`, 'c,a', 1, 1],
    [`${start} --sql-server "SQL01,1433" --sql-user "tp reader"`, 'c,b', 1, 1],
  ]);
  expect(tasks[0]?.action).toContain('Ask the host of each Agent');
});

test('a question is a task of its own, and evidence that is waived or that nothing supplies is none', () => {
  const question = { id: 'q', ask: 'How many?', fields: ['/enterpriseManager/adUserCount'], owner: 'AD' };
  const waiver = { reason: 'accepted', owner: 'j.doe', expires: '2026-12-31' };
  const waived = { findings: [finding('DC01', { kind: 'no-evidence', waiver })] };
  const tasks = tasksFor([
    lacking('a', ['/enterpriseManager/adUserCount'], { question }),
    lacking('b', ['/database'], waived),
    lacking('c', ['/nothing']),
  ]);
  expect(tasks.map(({ action, owner, rules }) => [action, owner, rules])).toEqual([
    ['How many? (enterpriseManager.adUserCount)', 'AD', ['a']],
  ]);
  expect(tasks[0]?.command).toBe('tp-doctor facts inventory.json --target 7.4 --output facts.json');
});

test('another file is written where it was read, and standard input becomes inventory.json', () => {
  const commandFor = (file: string) => tasksFor([lacking('a', ['/agents'])], {}, file)[0]?.command;
  expect(commandFor('C:\\a b\\c.json')).toContain('--merge "C:\\a b\\c.json" --output "C:\\a b\\c.json" ');
  expect(commandFor('-')).toContain('--merge inventory.json --agents');
});

test.each([
  'a"b',
  "a'b",
  '$(x)',
  '`x`',
  'a;b',
  'a&b',
  'a|b',
  '%PATH%',
  'a!b',
  '-x',
  'a\nb',
  '\u202ea',
  'a>b',
  '@a',
  '',
])('what means something to a shell never comes into a command: %j', (text) => {
  expect(quoteArgument(text)).toBeUndefined();
  const sections = { environment: text, database: { server: text } };
  const [task] = tasksFor([lacking('a', ['/database'])], sections, text);
  expect(task?.command).toBe(
    'tp-doctor gather --environment NAME --merge INVENTORY --output INVENTORY --sql-server SQL-SERVER --sql-user LOGIN',
  );
});

test.each([
  ['SQL01\\PROD', '"SQL01\\PROD"'],
  ['SQL01', 'SQL01'],
  ['C:\\Program Files\\x\\', '"C:\\Program Files\\x"'],
  ['\\\\EM\\c$\\x', '"\\\\EM\\c$\\x"'],
  ['https://am01:4494', 'https://am01:4494'],
])('%s stands in a command as %s', (text, quoted) => {
  expect(quoteArgument(text)).toBe(quoted);
});

test('every field has a supplier that there is', () => {
  const unknown = Object.entries(hints.fields).filter(([, { by }]) => hints.suppliers[by] === undefined);
  expect(unknown).toEqual([]);
});
