import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRuleIds, CONFIG_FILE, loadConfig, refuseUnscoped } from '../../src/load/config';
import { UserError } from '../../src/model/errors';
import type { Config } from '../../src/model/config';
import { makeFolder } from '../support/gather/read-source';
import { smallRule } from '../support/judge/small-rule';

/** What was said, line by line. */
async function faultsOf(run: () => unknown): Promise<string[]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [`${error.code}: ${error.message}`, ...error.details];
  }
}

function makeConfig(config: object | string, folder = makeFolder()): string {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  writeFileSync(join(folder, CONFIG_FILE), text);
  return folder;
}

const load = (cwd: string, options = {}, env = {}) => loadConfig(options, { cwd, env });
const WAIVER = { rule: 'a', reason: 'is replaced', owner: 'j.doe', expires: '2026-12-31' };

describe('which configuration counts', () => {
  const folder = makeConfig({ target: '7.4' });
  const other = join(makeConfig({ target: '8.1' }), CONFIG_FILE);
  const targetOf = async (...given: Parameters<typeof load>) => (await load(...given)).config.target;

  test('that of the flag, then that of the variable, then that of the folder', async () => {
    expect(await targetOf(folder, { config: other }, { TP_DOCTOR_CONFIG: 'none' })).toBe('8.1');
    expect(await targetOf(folder, {}, { TP_DOCTOR_CONFIG: other })).toBe('8.1');
    expect(await targetOf(folder, {}, { TP_DOCTOR_CONFIG: '' })).toBe('7.4');
    expect((await load(folder)).facts).toEqual({
      file: CONFIG_FILE,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  test('none where it is refused, or where there is none', async () => {
    expect(await load(folder, { noConfig: true })).toEqual({ config: {}, facts: null });
    expect(await load(makeFolder())).toEqual({ config: {}, facts: null });
    const both = () => load(folder, { noConfig: true, config: other });
    expect(await faultsOf(both)).toEqual([
      `usage: --no-config: contradicts --config ${other}; give one of them`,
    ]);
  });

  test('one above the folder only within a repository', async () => {
    const top = makeConfig({ target: '7.4' });
    const below = join(top, 'a', 'b');
    mkdirSync(below, { recursive: true });
    expect(await targetOf(below)).toBeUndefined();
    mkdirSync(join(top, 'a', '.git'));
    expect(await targetOf(below)).toBeUndefined();
    makeConfig({ target: '7.5' }, join(top, 'a'));
    expect(await targetOf(below)).toBe('7.5');
    expect((await load(below)).facts?.file).toBe(join('..', CONFIG_FILE));
    // The nearest one, of those in the way too.
    const [above, inner] = [makeConfig({ target: '7.4' }), 'x/y'] as const;
    mkdirSync(join(above, inner), { recursive: true });
    mkdirSync(join(above, '.git'));
    expect(await targetOf(join(above, inner))).toBe('7.4');
    makeConfig({ target: '7.5' }, join(above, 'x'));
    expect(await targetOf(join(above, inner))).toBe('7.5');
    makeConfig({ target: '8.0' }, below);
    expect(await targetOf(below)).toBe('8.0');
  });

  test('a link that leads nowhere is one that cannot be read', async () => {
    const empty = makeFolder();
    symlinkSync('nowhere', join(empty, CONFIG_FILE));
    expect(await faultsOf(() => load(empty))).toEqual([
      `config: ${CONFIG_FILE}: no such file; check the path`,
    ]);
  });

  test('a folder in which nobody can look is said', async () => {
    const loop = join(makeFolder(), 'loop');
    symlinkSync('loop', loop);
    await expect(load(loop)).rejects.toMatchObject({
      code: 'config',
      message: `${join(loop, CONFIG_FILE)}: is a symbolic link that leads to itself; check the path`,
      details: [],
      cause: { code: 'ELOOP' },
    });
  });
});

test.each<[string, object | string, string[]]>([
  ['comments', '{ "target": "7.4", // the next one\n }', []],
  ['no JSON', '{', [`config: ${CONFIG_FILE}:`]],
  ['no such field', { taget: '7.4' }, [`config: ${CONFIG_FILE}: /: unk`]],
  ['a reason and an owner', { waivers: [WAIVER] }, []],
  ['a reason that names a product', { waivers: [{ ...WAIVER, reason: 'None of the Agents is in use' }] }, []],
  ...[
    '',
    ' ',
    '-',
    'N/A',
    'n // a',
    'NA',
    '(none)',
    'nil',
    'TBD',
    'tba',
    'to do',
    'todo',
    'xxx',
    'Unknown.',
  ].map((reason): [string, object, string[]] => [
    `the reason "${reason}"`,
    { waivers: [{ ...WAIVER, reason: reason || ' ' }] },
    [
      `config: ${CONFIG_FILE}: /waivers/0/reason: is "${reason || ' '}", which says nothing; allowed: why the finding is accepted`,
    ],
  ]),
  [
    'two owners that say nothing',
    { waivers: [{ ...WAIVER, owner: '?' }, WAIVER, { ...WAIVER, owner: 'null' }] },
    [
      `config: ${CONFIG_FILE}: /waivers/0/owner: is "?", which says nothing; allowed: a person or a team`,
      `${CONFIG_FILE}: /waivers/2/owner: is "null"`,
    ],
  ],
  [
    'a subject without a name',
    {
      waivers: [
        { ...WAIVER, subject: ' (Unnamed) ' },
        { ...WAIVER, subject: 'unnamed' },
      ],
    },
    [`config: ${CONFIG_FILE}: /waivers/0/subject: is " (Unnamed) ", which names nothing; supply the name`],
  ],
  [
    'an environment for one of two',
    { waivers: [WAIVER, { ...WAIVER, environment: 'a' }] },
    [`config: ${CONFIG_FILE}: /waivers/0: names no environment, and others do; add "environment"`],
  ],
  ['an environment for all', { environment: 'b', waivers: [WAIVER, { ...WAIVER, environment: 'a' }] }, []],
])('a configuration with %s', async (_name, config, expected) => {
  const found = await faultsOf(() => load(makeConfig(config)));
  expect(found.map((line, at) => line.slice(0, expected[at]?.length ?? 0))).toEqual(expected);
});

test('in a run of several estates each waiver needs its environment', async () => {
  const refuse = (config: Config) => () => refuseUnscoped(config, { file: 'own.json', sha256: '' });
  const said =
    'config: own.json: /waivers/0: names no environment, and this run judges several estates; add "environment", the name of the estate that it is for';
  expect(await faultsOf(refuse({ waivers: [WAIVER] }))).toEqual([said]);
  expect(await faultsOf(() => refuseUnscoped({ waivers: [WAIVER] }, null))).toEqual([
    said.replace('own.json', CONFIG_FILE),
  ]);
  for (const config of [
    {},
    { environment: 'a', waivers: [WAIVER] },
    { waivers: [{ ...WAIVER, environment: 'a' }] },
  ])
    expect(await faultsOf(refuse(config))).toEqual([]);
});

describe('names in a configuration are those of rules and their params', () => {
  const rules = [
    smallRule({ id: 'own-rule', params: { most: 3, age: 'P7D' } }),
    smallRule({ id: 'other' }),
    smallRule({ id: 'third', params: { word: 'any' } }),
  ];
  const check = (config: Config) =>
    faultsOf(() => checkRuleIds({ config, facts: { file: 'c.json', sha256: '' } }, rules));

  test.each<[string, Config, string[]]>([
    ['nothing', {}, []],
    ['any text for one that is no duration', { rules: { third: { params: { word: 'more' } } } }, []],
    [
      'all that there is',
      {
        rules: { 'own-rule': { params: { most: 4, age: 'PT1H' } }, other: 'off' },
        waivers: [{ ...WAIVER, rule: 'other' }],
      },
      [],
    ],
    [
      'another rule',
      { rules: { 'own-rul': 'off' }, waivers: [{ ...WAIVER, rule: 'zzz' }] },
      [
        'config: c.json: /rules/own-rul: there is no rule "own-rul"; did you mean "own-rule"?',
        'c.json: /waivers/0/rule: there is no rule "zzz"',
      ],
    ],
    [
      'another param',
      { rules: { 'own-rule': { params: { mots: 4, zz: 1 } } } },
      [
        'config: c.json: /rules/own-rule/params/mots: there is no such param; did you mean "most"?',
        'c.json: /rules/own-rule/params/zz: there is no such param; allowed: most, age',
      ],
    ],
    [
      'a param of a rule without',
      { rules: { other: { params: { most: 4 } } } },
      ['config: c.json: /rules/other/params/most: there is no such param; allowed: none'],
    ],
    [
      'a text for a number',
      { rules: { 'own-rule': { params: { most: '4' } } } },
      ['config: c.json: /rules/own-rule/params/most: is "4"; allowed: a number, such as 3'],
    ],
    [
      'no duration',
      { rules: { 'own-rule': { params: { age: '7 days' } } } },
      ['config: c.json: /rules/own-rule/params/age: is "7 days"; allowed: an ISO 8601 duration, such as P7D'],
    ],
  ])('%s', async (_name, config, expected) => {
    expect(await check(config)).toEqual(expected);
  });

  test('without a file they are said to be in the usual one', async () => {
    const config: Config = { rules: { nothing: 'off' } };
    expect(await faultsOf(() => checkRuleIds({ config, facts: null }, rules))).toEqual([
      `config: ${CONFIG_FILE}: /rules/nothing: there is no rule "nothing"`,
    ]);
  });
});
