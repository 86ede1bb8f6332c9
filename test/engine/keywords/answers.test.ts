import { cannotRead, createReader } from '../../../src/engine/keywords/keyword';
import type { Scope } from '../../../src/engine/scope/scope';
import type { Problem } from '../../../src/model/rule';
import { askKeyword } from '../../support/judge/ask-keyword';

/** A value of a rule, what is judged, the scope around it, and the answer. */
type Asked = [value: unknown, given: unknown, scope: object, answer: Problem | undefined];

const none = { $data: '/params/none' };
const noneIsKnown = { unreadable: '', at: '/params/none' };
const open = (at?: string) => ({ unreadable: '', at });

function check(name: string, asked: readonly Asked[]): void {
  test.each(asked)(`${name} %j of %j`, (value, given, scope, answer) => {
    expect(askKeyword(name, value, given, scope)).toEqual(answer);
  });
}

describe('what a keyword reads', () => {
  test('a value that cannot be read is quoted, as far as it is short', () => {
    const [long, longer] = ['a'.repeat(78), 'a'.repeat(79)];
    expect(cannotRead(undefined, 'is no x')).toEqual({ unreadable: 'nothing is no x' });
    expect(cannotRead(long, 'is no x')).toEqual({ unreadable: `"${long}" is no x` });
    expect(cannotRead(longer, 'is no x')).toEqual({ unreadable: `"${longer}… is no x` });
  });

  test.each([null, 7, { x: 1 }])('%j is a value of a rule itself', (value) => {
    expect(createReader<unknown>(value)({} as Scope)).toBe(value);
  });
});

describe('numbers', () => {
  check('atMostShareOf', [
    [{ value: 100, percent: 50 }, 50, {}, undefined],
    [{ value: 100, percent: 50 }, 51, {}, { expected: '<=50 (50 %)' }],
    [{ value: 100, percent: 50 }, '9', {}, { unreadable: '"9" is no number' }],
    [{ value: none, percent: 50 }, 9, {}, noneIsKnown],
    [{ value: 100, percent: none }, 9, {}, noneIsKnown],
  ]);
});

describe('numbers of bytes', () => {
  const least = { value: 3 * 10 ** 9, times: 2, plus: 10 ** 9 };
  check('atLeastTimes', [
    [least, 7 * 10 ** 9, {}, undefined],
    [least, 7 * 10 ** 9 - 1, {}, { expected: '>=7 GB' }],
    [least, '7', {}, { unreadable: '"7" is no number' }],
    [{ ...least, value: none }, 1, {}, noneIsKnown],
    [{ ...least, times: none }, 1, {}, noneIsKnown],
    [{ ...least, plus: none }, 1, {}, noneIsKnown],
  ]);
});

describe('what was kept', () => {
  check('keptTrue', [
    ['/on', { on: true }, { subject: { on: true } }, undefined],
    ['/on', { on: true }, { subject: {} }, undefined],
    ['/on', {}, { subject: { on: false } }, undefined],
    ['/on', { on: false }, { subject: { on: true } }, { actual: false, expected: 'true' }],
    ['/on', {}, { subject: { on: true } }, open('/partner/on')],
    ['/on', { on: false }, { subject: {} }, open('/subject/on')],
    ['/on', { on: 'no' }, { subject: { on: true } }, open('/partner/on')],
  ]);
  const most = { of: '/n', percent: 90 };
  check('keptShare', [
    [most, { n: 90 }, { subject: { n: 100 } }, undefined],
    [most, { n: 89 }, { subject: { n: 100 } }, { actual: 89, expected: 'at least 90 % of 100' }],
    [most, {}, { subject: { n: 100 } }, open('/partner/n')],
    [most, { n: 90 }, { subject: {} }, open('/subject/n')],
    [{ of: '/n', percent: none }, { n: 1 }, { subject: { n: 1 } }, noneIsKnown],
  ]);
  const at = (time: string) => `2026-11-01T00:00:0${time}Z`;
  check('keptTime', [
    ['/t', { t: at('2') }, { subject: { t: at('0') } }, undefined],
    ['/t', { t: at('0') }, { subject: { t: at('3') } }, { actual: at('0'), expected: at('3') }],
    ['/t', { t: 'soon' }, { subject: { t: at('0') } }, open('/partner/t')],
    ['/t', { t: at('0') }, { subject: {} }, open('/subject/t')],
  ]);
  const kept = { from: '/before/x', to: '/inventory/x', of: '/k', by: '/k', value: '/v' };
  const from = (before: object[], after?: object[]) => ({ before: { x: before }, inventory: { x: after } });
  check('valuesKept', [
    [
      kept,
      { k: 'a' },
      from(
        [{ k: 'A', v: '1' }],
        [
          { k: 'a', v: '1' },
          { k: 'a', v: '2' },
        ],
      ),
      undefined,
    ],
    [kept, { k: 'a' }, from([{ k: 'b', v: '1' }], []), undefined],
    [kept, { k: 'a' }, from([{ k: 'b', v: '1' }]), undefined],
    [kept, { k: 'a' }, { before: {}, inventory: { x: [] } }, open('/before/x')],
    [
      kept,
      { k: 'a' },
      from([{ k: 'a' }, { k: 'a', v: '1' }], [{ k: 'a', v: '2' }]),
      { actual: ['2'], expected: '1' },
    ],
    [kept, {}, from([{ k: 'a', v: '1' }], [{ k: 'a', v: '1' }]), open('/subject/k')],
    [kept, { k: 'a' }, from([{ k: 'a' }], [{ k: 'a', v: '1' }]), open('/before/x')],
    [kept, { k: 'a' }, from([{ v: '1' }], [{ k: 'a', v: '1' }]), open('/before/x')],
    [kept, { k: 'a' }, from([{ k: 'a', v: '1' }], [{ k: 'a' }]), open('/inventory/x')],
    [kept, { k: 'a' }, from([{ k: 'a', v: '1' }], [{ v: '2' }]), open('/inventory/x')],
    [kept, { k: 'a' }, from([{ k: 'a', v: '1' }]), open('/inventory/x')],
  ]);
});

describe('machines', () => {
  const enterpriseManager = { host: 'TP01', fqdn: 'tp01.corp.local', address: '10.0.0.5' };
  const scope = { inventory: { enterpriseManager } };
  const itsHost = { $data: '/inventory/enterpriseManager/host' };
  check('otherHostThan', [
    [itsHost, 'SQL01', scope, undefined],
    [itsHost, 'tp01.corp.local,1433', scope, { expected: 'not TP01' }],
    [itsHost, '10.0.0.5\\TP', scope, { expected: 'not TP01' }],
    [itsHost, '10.0.0.9', scope, { unreadable: '"10.0.0.9" cannot be compared with TP01' }],
    ['OTHER', '10.0.0.5', scope, { unreadable: '"10.0.0.5" cannot be compared with OTHER' }],
    ['OTHER', 'other', {}, { expected: 'not OTHER' }],
    ['OTHER', 7, scope, { unreadable: '7 is no server' }],
    [none, '(local)', scope, { expected: 'not the same machine' }],
    [none, 'SQL01', scope, noneIsKnown],
  ]);
  check('sameServerAs', [
    ['SQL01', 'sql01.corp.local', {}, undefined],
    ['SQL01', 'SQL02', {}, { expected: 'SQL01' }],
    ['SQL01', '10.0.0.9', {}, { unreadable: '"10.0.0.9" cannot be compared with SQL01' }],
    ['SQL01', 7, {}, { unreadable: '7 cannot be compared with SQL01' }],
    [none, 'SQL01', {}, noneIsKnown],
  ]);
  const before = '/before/enterpriseManager';
  const was = (manager?: object) => ({ before: { enterpriseManager: manager } });
  check('sameManagerAs', [
    [before, { host: 'TP01' }, was({ host: 'tp01' }), undefined],
    [before, { host: 'TP01' }, was({ host: 'TP02', fqdn: 'tp02.corp' }), { expected: 'tp02.corp' }],
    [before, { host: 'TP01' }, was({ host: 'TP02' }), { expected: 'TP02' }],
    [before, { host: 'TP01' }, was(), open(`${before}/host`)],
    [before, { host: 'TP01' }, was({}), open(`${before}/host`)],
    [before, {}, was({ host: 'TP01' }), open('/subject/host')],
    [before, undefined, was({ host: 'TP01' }), open('/subject/host')],
  ]);
  check('hostName', [
    [true, 'SQL01', {}, undefined],
    [true, '10.0.0.1', {}, { expected: 'a host name' }],
    [true, 7, {}, { unreadable: '7 is no host' }],
  ]);
  const outside = (folder: string) => ({ expected: `outside ${folder}` });
  const mayBe = (path: string, folder: string) => cannotRead(path, `may be in ${folder}`);
  const [drive, share] = ['C:\\TP', '\\\\TP01\\backup'];
  check('outsideOf', [
    [drive, 'c:/tp/x', scope, outside(drive)],
    [drive, 'D:\\TP', scope, undefined],
    [drive, 'C:\\PROGRA~1', scope, mayBe('C:\\PROGRA~1', drive)],
    [drive, '\\\\TP01\\c$\\tp\\x', scope, outside(drive)],
    [drive, '\\\\OTHER\\c$\\tp\\x', scope, undefined],
    [drive, '\\\\10.0.0.9\\c$\\tp', scope, mayBe('\\\\10.0.0.9\\c$\\tp', drive)],
    [drive, '\\\\10.0.0.9\\c$\\x', scope, undefined],
    [drive, '\\\\TP01\\backup', scope, mayBe('\\\\TP01\\backup', drive)],
    [drive, '\\\\TP01\\c$\\tp', {}, mayBe('\\\\TP01\\c$\\tp', drive)],
    [drive, 'x', scope, { unreadable: '"x" is no full path' }],
    [drive, 7, scope, { unreadable: '7 is no full path' }],
    [share, '\\\\tp01\\backup\\x', scope, outside(share)],
    [share, '\\\\tp01\\other', scope, mayBe('\\\\tp01\\other', share)],
    [share, '\\\\OTHER\\backup', scope, undefined],
    [share, 'D:\\x', scope, mayBe('D:\\x', share)],
    ['\\\\10.0.0.5\\backup', '\\\\TP01\\backup', scope, mayBe('\\\\TP01\\backup', '\\\\10.0.0.5\\backup')],
    ['\\\\OTHER\\c$\\tp', '\\\\TP01\\c$\\tp\\x', scope, undefined],
    ['\\\\TP01\\c$\\tp', 'C:\\tp', scope, mayBe('C:\\tp', '\\\\TP01\\c$\\tp')],
    ['\\\\TP01\\c$\\tp', 'D:\\tp', scope, undefined],
    ['/opt/tp', '/opt/tp/x', scope, outside('/opt/tp')],
    ['/opt/tp', '/opt', scope, undefined],
    ['/opt/tp', 'C:\\x', scope, undefined],
    ['tp', 'C:\\x', scope, open()],
    [none, 'C:\\x', scope, noneIsKnown],
  ]);
});

describe('systems', () => {
  check('releaseNamed', [
    [true, 'Windows Server 2019', {}, undefined],
    [true, 'Windows', {}, { unreadable: '"Windows" names no release' }],
    [true, 2019, {}, { unreadable: '2019 names no release' }],
  ]);
  check('windowsServer', [
    [['2019', '2012 R2'], 'Windows Server 2012 R2', {}, undefined],
    [['2019', '2012 R2'], 'Windows 10', {}, { expected: 'Windows Server 2019, 2012 R2' }],
    [['2019'], 'Windows', {}, { unreadable: '"Windows" names no release' }],
    [['2019'], 2019, {}, { unreadable: '2019 names no release' }],
    [none, 'Windows Server 2019', {}, noneIsKnown],
  ]);
  const rows = [
    { keys: ['level', 'root level'], values: ['debug', 'most of all'], now: 'info' },
    { keys: ['sink'], values: ['file'], now: 'stream' },
  ];
  check('settingsCurrent', [
    [rows, [{ key: 'level', value: 'info' }], {}, undefined],
    [rows, [{ key: 'level', value: 'info' }, { key: 'sink' }], {}, open()],
    [rows, [{ key: 'level' }, { value: 'debug' }], {}, open()],
    [
      rows,
      [
        { key: 'sink', value: 'file' },
        { key: 'x' },
        { key: ' Level ', value: 'Debug' },
        { key: 'root level', value: 'MOST, of all' },
      ],
      {},
      {
        actual: [' Level  = Debug', 'root level = MOST, of all', 'sink = file'],
        expected: 'info, stream',
        detail: ' Level  = Debug (now info), root level = MOST, of all (now info), sink = file (now stream)',
      },
    ],
    [rows, 'level=debug', {}, { unreadable: '"level=debug" is no list' }],
  ]);
});

describe('texts', () => {
  check('isAnyOf', [
    [['a b', '7'], ' A B', {}, undefined],
    [['a b', '7'], 7, {}, undefined],
    [['a b', '7'], 'c', {}, { expected: 'a b or 7' }],
    [['a b', '7'], ['7'], {}, { unreadable: '["7"] is no text' }],
  ]);
  check('mentionsNone', [
    [['Avast', 'ESET'], ['Word'], {}, undefined],
    [['Avast', 'ESET'], [], {}, undefined],
    [
      ['Sentinel One'],
      ['SentinelOne Agent'],
      {},
      { actual: ['SentinelOne Agent'], expected: 'none of them', detail: 'SentinelOne Agent' },
    ],
    [
      ['Avast', 'ESET'],
      ['ESET', 7, 'Avast Pro'],
      {},
      { actual: ['Avast Pro', 'ESET'], expected: 'none of them', detail: 'Avast Pro, ESET' },
    ],
    [['Avast'], ['Word', 'N/A'], {}, { unreadable: '"N/A" names no product' }],
    [['Avast'], ['Word', 7], {}, { unreadable: '7 names no product' }],
    [['Avast'], 'Avast', {}, { unreadable: '"Avast" is no list' }],
  ]);
});

describe('tables', () => {
  const GB = 10 ** 9;
  const table = [
    { when: { type: 'A' }, version: '>=2' },
    { when: { type: 'A', size: { minimum: 11 } }, version: '>=5' },
    { when: { type: 'B', size: { maximum: 10 } }, sizeBytes: 2 * GB },
  ];
  const of = (column: string) => ({ table, value: '/v', column });
  check('fitsTable', [
    [of('version'), { type: 'a', v: '3' }, {}, undefined],
    [of('version'), { v: '9' }, {}, undefined],
    [of('sizeBytes'), { type: 'B', size: 10, v: 4 * GB }, {}, undefined],
    [
      of('sizeBytes'),
      { type: 'B', size: 11, v: 4 * GB },
      {},
      { actual: 4 * GB, expected: 'one that is documented' },
    ],
    [of('version'), { type: 'A', size: 1, v: '1' }, {}, { actual: '1', expected: '>=2' }],
    [of('version'), { type: 'A', size: 10, v: null }, {}, undefined],
    [of('version'), { type: 'A', v: 'x' }, {}, { unreadable: '"x" cannot be compared' }],
    [of('version'), { type: null, v: '1' }, {}, open()],
    [of('version'), { type: 'C', v: '1' }, {}, { actual: '1', expected: 'one that is documented' }],
    [
      of('sizeBytes'),
      { type: 'B', size: '5', v: 4 * GB },
      {},
      { actual: 4 * GB, expected: 'one that is documented' },
    ],
    [of('sizeBytes'), { type: 'B', size: 5, v: 1 }, {}, { actual: 1, expected: '>=2 GB' }],
    [of('sizeBytes'), { type: 'B', size: 5, v: 'much' }, {}, { unreadable: '"much" cannot be compared' }],
    [{ table: none, value: '/v', column: 'version' }, { v: '1' }, {}, noneIsKnown],
  ]);

  const sums = [{ when: { large: true }, data: 5, log: 2 }];
  const ofSum = { table: sums, value: '/sizeMb', column: '/holds', conditions: '/inventory/database' };
  const large = (is: unknown) => ({ inventory: { database: { large: is } } });
  const holds = (...names: unknown[]) => ({ holds: names });
  check('fitsTable', [
    [ofSum, { sizeMb: 7, ...holds('data', 'log', 'data') }, large(true), undefined],
    [ofSum, { sizeMb: 6, ...holds('data', 'log') }, large(true), { actual: 6, expected: '>=7 MB' }],
    [ofSum, { sizeMb: 2, ...holds('log', 'other') }, large(true), undefined],
    [ofSum, { sizeMb: 0, holds: 'data' }, large(true), undefined],
    [ofSum, { sizeMb: 5, ...holds('data') }, large(undefined), undefined],
    [ofSum, { sizeMb: 4, ...holds('data') }, large(undefined), { actual: 4, expected: '>=5 MB' }],
    [
      ofSum,
      { sizeMb: 5, large: true, ...holds('data') },
      large(false),
      { actual: 5, expected: 'one that is documented' },
    ],
    [{ ...ofSum, column: 'data', value: '/v' }, { v: 4 }, large(true), { actual: 4, expected: '>=5' }],
  ]);
});

describe('accounts', () => {
  const on = { $data: '/inventory/database/server' };
  const server = (name?: string) => ({ inventory: { database: { server: name } } });
  const of = { is: ['domain', 'computer'], on };
  const refused = { expected: 'an account of the domain' };
  const unclear = (text: unknown) => ({ unreadable: `${JSON.stringify(text)} names no known account` });
  check('accountKind', [
    [of, 'CONTOSO\\svc', server('SQL01\\TP'), undefined],
    [of, 'svc@contoso.com', server('SQL01'), undefined],
    [of, 'LocalSystem', server(), undefined],
    [of, 'NT AUTHORITY\\SYSTEM', server('SQL01'), undefined],
    [of, 'nt service\\mssqlserver', server('SQL01'), undefined],
    [of, 'Network Service', server('SQL01'), undefined],
    [of, 'NT AUTHORITY\\LocalService', server('SQL01'), refused],
    [of, '.\\svc', server('SQL01'), refused],
    [of, '\\svc', server('SQL01'), refused],
    [of, 'sql01\\svc', server('SQL01.contoso.com,1433'), refused],
    [of, 'VERYLONGSERVERN\\svc', server('VERYLONGSERVERNAME'), refused],
    [of, 'svc', server('SQL01'), unclear('svc')],
    [of, 'CONTOSO\\', server('SQL01'), unclear('CONTOSO\\')],
    [of, 'NT-AUTORITÄT\\SYSTEM', server('SQL01'), unclear('NT-AUTORITÄT\\SYSTEM')],
    [of, 7, server('SQL01'), unclear(7)],
    [of, 'CONTOSO\\svc', server('10.0.0.2'), open(on.$data)],
    [of, 'CONTOSO\\svc', server('(local)'), open(on.$data)],
    [of, 'CONTOSO\\svc', server(), open(on.$data)],
  ]);

  const list = '/inventory/enterpriseManager/localAdministrators';
  const admins = (...localAdministrators: object[]) => ({
    inventory: { enterpriseManager: { host: 'TP01', localAdministrators } },
  });
  const user = (name: string) => ({ name, kind: 'user' });
  const group = { name: 'CONTOSO\\Domain Admins', kind: 'group' };
  const isNone = { expected: 'a local administrator' };
  const mayBe = { unreadable: 'may be in a group that is listed', at: list };
  check('administratorIn', [
    [list, 'contoso\\SVC', admins(group, user('CONTOSO\\svc')), undefined],
    [list, 'svc@contoso.com', admins(user('svc@contoso.com')), undefined],
    [list, '.\\svc', admins(user('TP01\\svc')), undefined],
    [list, 'LocalSystem', admins(), undefined],
    [list, 'CONTOSO\\svc', admins({ name: 'CONTOSO\\svc' }), undefined],
    [list, 'CONTOSO\\svc', admins(user('FABRIKAM\\svc'), user('CONTOSO\\other')), isNone],
    [list, 'CONTOSO\\svc', admins(user('TP01\\svc')), isNone],
    [list, 'CONTOSO\\svc', admins(group), mayBe],
    [list, 'CONTOSO\\svc', admins({ name: 'CONTOSO\\other' }), mayBe],
    [list, 'CONTOSO\\svc', admins({ kind: 'user' }), mayBe],
    [list, 'CONTOSO\\svc', admins(user('svc@corp.example')), mayBe],
    [list, 'svc', admins(user('CONTOSO\\svc')), mayBe],
    [list, 'CONTOSO\\svc', admins(), open(list)],
    [list, 'CONTOSO\\svc', { inventory: {} }, open(list)],
    [list, 7, admins(user('CONTOSO\\svc')), { unreadable: '7 is no account' }],
  ]);
});

describe('lists', () => {
  const agents = '/inventory/agents';
  const among = (...rows: object[]) => ({ inventory: { agents: rows } });
  const [a, alsoA] = [{ name: 'a' }, { name: 'A', domain: 'corp' }];
  const twice = { actual: 2, expected: 'one row' };
  check('distinctBy', [
    [{ list: agents, key: 'host' }, a, among(a, { name: 'b' }), undefined],
    [{ list: agents, key: 'host' }, a, among(a, alsoA), twice],
    [{ list: agents, key: 'host' }, a, {}, open(agents)],
    [{ list: agents, key: 'host' }, {}, among(a), open()],
    [{ list: agents, key: 'host' }, {}, {}, open()],
    [
      { list: agents, key: 'fqdn' },
      { name: 'a', fqdn: 'x.y' },
      among({ name: 'a', fqdn: 'x.y' }, { name: 'b', fqdn: 'x.y' }),
      twice,
    ],
    [
      { list: agents, key: 'address' },
      { name: 'a', address: '10.0.0.1' },
      among({ name: 'a', address: '10.0.0.1' }, { name: 'b', address: '10.0.0.1' }),
      twice,
    ],
    [{ list: agents, key: 'address' }, a, among(a), open()],
  ]);
  const missing = (what: string) => ({ actual: null, expected: what, detail: what });
  const byName = { list: agents, on: ['/name'] };
  check('existsIn', [
    [byName, alsoA, among(a), undefined],
    [byName, { name: 'b', file: 'c' }, among(a), missing('b')],
    [byName, [{ name: 'c' }, a, { name: 'b' }], among(a), missing('b, c')],
    [byName, [{ name: 'c' }, {}], among(a), missing('c')],
    [byName, [a, {}], among(a), open()],
    [byName, { name: 'b' }, among(a, {}), open(agents)],
    [byName, a, {}, open(agents)],
    [{ ...byName, from: '/file' }, { file: 'b' }, among(a), missing('b')],
    [{ ...byName, from: '/id' }, { id: 7 }, among(a), missing('7')],
    [{ ...byName, from: '/key' }, { key: 'b' }, among(a), missing('(unnamed)')],
    [{ ...byName, from: '' }, ['b', 'a'], among(a), missing('b')],
    [{ ...byName, from: '' }, [7], among(a), missing('7')],
    [
      { ...byName, from: '/file', replace: ['-crt', '-key'] },
      { file: 'x-crt' },
      among({ name: 'X-key' }),
      undefined,
    ],
    [{ ...byName, from: '/file', replace: ['-crt', '-key'] }, {}, among(a), open()],
    [{ ...byName, value: 'b' }, a, among(a), missing('b')],
    [{ ...byName, value: 'A' }, {}, among(a), undefined],
  ]);
  check('missingFrom', [
    [{ ...byName, value: 'B' }, {}, among(a), undefined],
    [{ ...byName, value: 'A' }, {}, among(a), { actual: 'A', expected: 'no A', detail: 'A' }],
    [{ ...byName, value: 'B' }, {}, among({}), open(agents)],
    [{ ...byName, value: 'B' }, {}, {}, open(agents)],
  ]);
  const parts = { list: agents, group: '/file', place: '/at' };
  check('gapless', [
    [parts, { file: 'x' }, among(), undefined],
    [parts, { file: 'x', at: 0 }, among(), undefined],
    [parts, { file: 'X', at: 1 }, among({ file: 'x' }), undefined],
    [parts, { file: 'x', at: 2 }, among({ file: 'x', at: 1 }), undefined],
    [parts, { file: 'x', at: 2 }, among({ file: 'x' }, { file: 'x', at: 1 }), undefined],
    [parts, { at: 1 }, among({ file: 'x' }), open()],
    [
      parts,
      { file: 'x', at: 2 },
      among({ file: 'x' }),
      { unreadable: 'number 2 of x was not read', at: agents },
    ],
    [parts, { file: 'x', at: 2 }, {}, { unreadable: 'number 2 of x was not read', at: agents }],
  ]);
  const equal = { key: '/n', values: ['A', 'b c'], match: 'equal' };
  const mention = { key: '', values: ['event log', 'iis'], match: 'mention' };
  check('holds', [
    [equal, [{ n: 'B C' }, { n: 'a' }, { n: 'x' }], {}, undefined],
    [
      equal,
      [{ n: 'z' }, { n: 'a' }, { n: 'b' }],
      {},
      { actual: ['a', 'b', 'z'], expected: 'b c', detail: 'b c' },
    ],
    [equal, [], {}, { actual: [], expected: 'A, b c', detail: 'A, b c' }],
    [equal, [{ n: 'a' }, {}], {}, open()],
    [equal, [{ n: 'a' }, { n: 'N/A' }], {}, open()],
    [equal, [{ n: 'a' }, { n: 'B C' }, {}], {}, undefined],
    [equal, [{ n: 'a' }, { n: 'b c d' }], {}, { actual: ['a', 'b c d'], expected: 'b c', detail: 'b c' }],
    [equal, 'a', {}, { unreadable: '"a" is no list' }],
    [mention, ['Windows Event-Log reader', 'IIS 10'], {}, undefined],
    [
      mention,
      ['event', 'log', 'iis'],
      {},
      { actual: ['event', 'iis', 'log'], expected: 'event log', detail: 'event log' },
    ],
  ]);
});

describe('times', () => {
  // Now is 2026-11-20T22:00:00Z.
  const [old, young, later] = ['2026-11-01T00:00:00Z', '2026-11-19T00:00:00Z', '2099-01-01T00:00:00Z'];
  check('newerThan', [
    ['P7D', young, {}, undefined],
    ['P7D', old, {}, { expected: 'at most 7 days ago' }],
    ['P7D', later, {}, { unreadable: `"${later}" is in the future` }],
    ['P7D', 'soon', {}, { unreadable: '"soon" is no time' }],
    ['P7D', 7, {}, { unreadable: '7 is no time' }],
    [none, young, {}, noneIsKnown],
  ]);
  const all = '/inventory/agents/*/at';
  const times = (...rows: unknown[]) => ({ inventory: { agents: rows.map((at) => ({ at })) } });
  check('notBeforeNewest', [
    [all, young, times(old, young), undefined],
    [all, old, times(young, old), { expected: `not before ${young}` }],
    [all, young, times(old, later), open(all)],
    [all, young, times(7), open(all)],
    [all, young, {}, open(all)],
    [all, young, times(), undefined],
    [all, 'soon', times(), { unreadable: '"soon" is no time' }],
    [all, 7, times(), { unreadable: '7 is no time' }],
  ]);
  const list = '/inventory/exports';
  const timely = { list, key: '/of/*', from: '/name', time: '/at', since: '/changed', newerThan: 'P7D' };
  const exported = (...rows: [of: string, at?: string][]) => ({
    inventory: { exports: rows.map(([of, at]) => ({ of: [of], at })) },
  });
  check('timelyIn', [
    [timely, { name: 'A', changed: old }, exported(['a', young]), undefined],
    [timely, { name: 'a', changed: young }, exported(['a', young]), undefined],
    [timely, { name: 'a', changed: old }, exported(['a', '2026-11-13T22:00:00Z']), undefined],
    [timely, { name: 'a', changed: 7 }, exported(['a', young]), open('/subject/changed')],
    [timely, { name: 'a', changed: old }, exported(['a', old], ['a', young]), undefined],
    [
      timely,
      { name: 'a', changed: young },
      exported(['a', '2026-11-18T00:00:00Z'], ['b', young]),
      { actual: '2026-11-18T00:00:00.000Z', expected: `at or after ${young}` },
    ],
    [
      timely,
      { name: 'a', changed: old },
      exported(['a', old]),
      { actual: '2026-11-01T00:00:00.000Z', expected: 'at most 7 days ago' },
    ],
    [
      timely,
      { name: 'a', changed: old },
      exported(['b', young]),
      { actual: null, expected: 'at most 7 days ago' },
    ],
    [
      timely,
      { name: 'a' },
      exported(['a', old]),
      { actual: '2026-11-01T00:00:00.000Z', expected: 'at most 7 days ago' },
    ],
    [timely, { name: 'a', changed: old }, exported(['a', old], ['a']), open(`${list}/*/at`)],
    [timely, { name: 'a', changed: old }, exported(['a', old], ['a', later]), open(`${list}/*/at`)],
    [timely, { name: 'a', changed: old }, { inventory: { exports: [{ at: young }] } }, open(`${list}/*/at`)],
    [timely, { name: 'a' }, exported(['a', young]), open('/subject/changed')],
    [timely, { name: 'a', changed: later }, exported(['a', young]), open('/subject/changed')],
    [timely, { changed: old }, exported(['a', young]), open()],
    [timely, { name: 'a', changed: old }, {}, open(list)],
    [{ ...timely, newerThan: none }, { name: 'a', changed: old }, exported(['a', young]), noneIsKnown],
  ]);

  test.each([
    ['newerThan', 'P'],
    ['olderThan', 'PT'],
    ['timelyIn', { ...timely, newerThan: 'P' }],
  ])('%s %j is no duration', (name, value) => {
    expect(() => askKeyword(name, value, young)).toThrow('is no duration; allowed: one such as P7D or PT24H');
  });
});

describe('versions', () => {
  const noVersion = { unreadable: '"odd" is no version' };
  check('versionRange', [
    ['>=7.3', '7.4', {}, undefined],
    ['>=7.3', 8, {}, undefined],
    [{ minimum: '7.3' }, '7.3', {}, undefined],
    [{ minimum: '7.3' }, '7.2', {}, { expected: '>=7.3' }],
    [{ below: '7.3' }, '7.2', {}, undefined],
    [{ below: '7.3' }, '7.3', {}, { expected: '<7.3' }],
    [{ minimum: none, below: '7.3' }, '7.3', {}, { expected: '<7.3' }],
    [{ minimum: '7.1', below: none }, '7.3', {}, noneIsKnown],
    [{ below: none }, '7.3', {}, noneIsKnown],
    [{ minimum: { $data: '/params/odd' } }, '7.3', { params: { odd: 'odd' } }, open('/params/odd')],
    ['>=7.3', 'odd', {}, noVersion],
    ['>=7.3', ['7.3'], {}, { unreadable: '["7.3"] is no version' }],
  ]);
  check('versionParts', [
    [4, '7.4.0.1', {}, undefined],
    [4, '7.4', {}, { expected: '4 parts' }],
    [2, '7.4', {}, undefined],
    [2, 'odd', {}, noVersion],
  ]);
  const documented = (...lines: string[]) => ({
    target: { line: '7.5', version: '7.5.0.1' },
    compatibility: {
      activityMonitor: [
        { threatPrevention: '7.4', activityMonitor: '7.1' },
        ...lines.map((activityMonitor) => ({ threatPrevention: '7.5', activityMonitor })),
      ],
    },
  });
  check('compatibleWith', [
    ['activityMonitor', '8.0.3', documented('8.0', '9.0'), undefined],
    ['activityMonitor', '7.1.1', documented('8.0', '9.0'), { expected: '8.0.x or 9.0.x' }],
    ['activityMonitor', '7.1.1', documented(), { expected: 'no version is documented' }],
    ['activityMonitor', 'odd', documented(), { expected: 'no version is documented' }],
    ['activityMonitor', 'odd', documented('8.0'), noVersion],
    ['activityMonitor', '7.1.1', documented('odd'), { expected: 'odd.x' }],
  ]);
  check('ofTarget', [
    ['line', '7.5.0.9', documented(), undefined],
    ['version', '7.5.0.9', documented(), { expected: '7.5.0.1' }],
    ['line', '7.4', documented(), { expected: '7.5' }],
    ['line', 'odd', documented(), noVersion],
  ]);
  const pair = { partner: '/is', subject: '/was' };
  check('sameVersion', [
    [pair, { is: '7.4' }, { subject: { was: '7.4.0.1' } }, undefined],
    [pair, { is: '7.4.0.1' }, { subject: { was: '7.4' } }, undefined],
    [pair, { is: '7.4' }, { subject: { was: '7.5' } }, { actual: '7.4', expected: '7.5' }],
    [pair, {}, { subject: { was: '7.5' } }, open('/partner/is')],
    [pair, { is: '7.4' }, { subject: {} }, open('/subject/was')],
  ]);
  check('laterThan', [
    ['7.4', '7.5', {}, undefined],
    ['7.4', '7.4', {}, { expected: 'later than 7.4' }],
    ['7.4', '7.4.0.1', {}, { unreadable: '"7.4.0.1" may be 7.4' }],
    ['7.4.0.1', '7.4', {}, { unreadable: '"7.4" may be 7.4.0.1' }],
    ['7.4.0.1', '7.3', {}, { expected: 'later than 7.4.0.1' }],
    ['7.4', 'odd', {}, noVersion],
    [none, '7.4', {}, noneIsKnown],
  ]);

  test.each([{ minimum: 'odd' }, { below: 'odd' }])('%j is no bound', (value) => {
    expect(() => askKeyword('versionRange', value, '7.4')).toThrow(
      '"odd" is no version; allowed: up to four numbers',
    );
  });
});
