import { readFileSync } from 'node:fs';
import { builtInRules } from '../../../src/load/rules/built-in';
import { lintRule } from '../../../src/load/rules/lint/lint';
import type { Rule } from '../../../src/model/rule';
import { smallRule } from '../../support/judge/small-rule';

/** A rule of which nothing can be said. */
const GOOD: Partial<Rule> = {
  needs: ['/version'],
  assert: { properties: { version: { versionRange: '>=7.3.9' } } },
};
const AM = { each: '/activityMonitor/agents/*', subject: '{host}', needs: ['/siVersion'] };
const EM = { each: '/enterpriseManager', subject: '{host}' };
const condition = (own: object) => ({
  appliesTo: {
    when: [
      { any: '/agents/*', needs: ['/status'], matches: { required: ['status'] }, otherwise: 'no', ...own },
    ],
  },
});
const about = (field: string, schema: object): Partial<Rule> => ({
  needs: [`/${field}`],
  assert: { properties: { [field]: schema } },
});

const lint = async (own: Partial<Rule>) =>
  (await lintRule(smallRule({ ...GOOD, ...own }), 'a.json')).faults.map((line) =>
    line.replace('a.json: ', ''),
  );

test('a rule that asks something is compiled', async () => {
  expect(await lintRule(smallRule(GOOD), 'a.json')).toMatchObject({
    compiled: { origin: 'a.json' },
    faults: [],
  });
});

test.each<[string, Partial<Rule>]>([
  [
    '/where/properties/staus: there is no "staus" here; did you mean "status"?',
    { where: { properties: { staus: { const: 'x' } } } },
  ],
  ['/where/required/0: there is no "staus" here', { where: { required: ['staus'] } }],
  [
    '/assert/properties/versoin: there is no "versoin" here; did you mean "version"?',
    { assert: { properties: { versoin: { versionRange: '>=7' } } } },
  ],
  [
    '/assert/anyOf/0/not/properties/loggingIni/properties/setings: there is no "setings" here',
    { assert: { anyOf: [{ not: { properties: { loggingIni: { properties: { setings: {} } } } } }] } },
  ],
  ['/needs/0: "/verison" leads to nothing', { needs: ['/verison'] }],
  ['/needs/0: "version" is no pointer', { needs: ['version'] }],
  [
    '/needs/0/is/minimum: "minimum" is about a number, and here is a text',
    { needs: [{ path: '/version', is: { minimum: 3 } }] },
  ],
  [
    '/needs/0/unless/properties/x: there is no "x" here',
    { needs: [{ path: '/version', unless: { properties: { x: true } } }] },
  ],
  [
    '/each: "/agnets/*" leads to nothing: there is no "agnets" here; did you mean "agents"?',
    { each: '/agnets/*' },
  ],
  [
    '/each: "/enterpriseManager/*" leads to nothing: "*" stands for the elements of a list, and here is an object',
    { each: '/enterpriseManager/*' },
  ],
  ['/assert/properties: "properties" is about an object, and here is a list', { each: '/agents' }],
  [
    '/each: "#/before/agents/*" leads to nothing: an inventory from before the upgrade is known to rules of the phase "post-upgrade" only',
    { each: '#/before/agents/*' },
  ],
  ['/each: "#/target" is no part of an inventory', { each: '#/target' }],
  [
    '/partner/list: "/inventory/agent" leads to nothing',
    { partner: { list: '/inventory/agent', by: ['host'], whenMissing: 'violation' } },
  ],
  [
    '/partner/list: "/inventory/certsInfo" is an object, and a list is needed',
    { partner: { list: '/inventory/certsInfo', by: ['host'], whenMissing: 'violation' } },
  ],
  [
    '/partner/by/0: "name" is no pointer',
    { partner: { list: '/inventory/agents', by: ['name'], whenMissing: 'violation' } },
  ],
  [
    '/partner/by/1: "host" is allowed only alone',
    { partner: { list: '/inventory/agents', by: ['/name', 'host'], whenMissing: 'violation' } },
  ],
  ['/partner: asks nothing', { partner: { list: '/inventory/agents', by: ['host'], whenMissing: 'pass' } }],
  ['/assertPartner: means nothing without "partner"', { assertPartner: { required: ['name'] } }],
  [
    '/members/key: is true or false, and a text is needed',
    { members: { key: '/isSigned', values: ['a'], whenMissing: 'violation' } },
  ],
  [
    '/members/values/0/$data: "/inventory/databse/name" leads to nothing',
    {
      members: {
        key: '/name',
        values: [{ $data: '/inventory/databse/name', default: 'a' }],
        whenMissing: 'violation',
      },
    },
  ],
  ['/pick/newest: is a text, and a time is needed', { pick: { newest: '/version' } }],
  ['/pick: means nothing where "each" is no list', { ...EM, pick: { newest: '/version' } }],
  ['/whenEmpty: means nothing where "each" is no list', { ...EM, whenEmpty: 'skip' }],
  ['/whenNoneMatch: means nothing without "where" or "members"', { whenNoneMatch: 'skip' }],
  ['/whileUninstalled: means nothing for the phase "pre-upgrade"', { whileUninstalled: true }],
])('a name that nothing has, or a place that means nothing: %s', async (fault, own) => {
  expect((await lint(own)).join('\n')).toContain(fault);
});

test.each<[string, Partial<Rule>]>([
  [
    '/assert/properties/version/versionRange: "/target/minimumAgnet" leads to nothing',
    about('version', { versionRange: { minimum: { $data: '/target/minimumAgnet' } } }),
  ],
  [
    '"/target/agentDotNetRelease" is a number',
    about('version', { const: { $data: '/target/agentDotNetRelease' } }),
  ],
  ['"/params/most" leads to nothing', about('eventsInQueue', { maximum: { $data: '/params/most' } })],
  ['/params/least: no schema of the rule asks for it', { params: { least: 3 } }],
  [
    '"/params/most" is a text, and a number is needed',
    { ...about('eventsInQueue', { maximum: { $data: '/params/most' } }), params: { most: '3' } },
  ],
  [
    '"newest" is not a range',
    { ...about('version', { versionRange: { range: { $data: '/params/r' } } }), params: { r: 'newest' } },
  ],
  ['"v7.3.9" is not a range', about('version', { versionRange: 'v7.3.9' })],
  ['"7.3.9.1.2" is not a range', about('version', { versionRange: '7.3.9.1.2' })],
  ['"newest" is no version', about('version', { versionRange: { minimum: 'newest' } })],
  ['"7.3.9.1.2" is no version', about('version', { versionRange: { below: '7.3.9.1.2' } })],
  ['"PT" is no duration; allowed: one such as P7D or PT24H', about('lastContactAt', { newerThan: 'PT' })],
  [
    '/assert/properties/lastContactAt/newerThan: ',
    { ...about('lastContactAt', { newerThan: { $data: '/params/age' } }), params: { age: 7 } },
  ],
  [
    '/assert/properties/lastContactAt/newerThan: ',
    { ...about('lastContactAt', { newerThan: { $data: '/params/age' } }), params: { age: '7 days' } },
  ],
  ['"newerThan" reads a time, and here is a text', about('version', { newerThan: 'P7D' })],
  ['"versionRange" reads a text, and here is a number', about('memoryBytes', { versionRange: '>=7' })],
  ['"false" never stands here; it is true or false', about('isSigned', { const: 'false' })],
  ['"minimum" is about a number, and here is a text', about('version', { minimum: 7 })],
  ['"minItems" is about a list, and here is a text', about('version', { minItems: 1 })],
  ['"items" is about a list, and here is an object', { assert: { items: { required: ['version'] } } }],
  ['null never stands here', about('version', { enum: [null, '7.4'] })],
  ['"7.x" never stands here', about('version', { const: '7.x' })],
  ['1.5 never stands here; it is a whole number', about('cpuCores', { const: 1.5 })],
  ['-1 never stands here; it is 0 to', about('cpuCores', { const: -1 })],
  ['"N/A" never stands here: it says nothing', about('status', { isAnyOf: ['N/A'] })],
  [
    'allowed: sql, windows; did you mean "windows"?',
    { ...EM, ...about('databaseAuthentication', { const: 'windws' }) },
  ],
  ['"boolean" never stands here; it is a text', about('version', { type: 'boolean' })],
  ['unknown keyword "unevaluatedProperties"', { assert: { unevaluatedProperties: false } }],
  ['unknown keyword "minimun"; did you mean "minimum"?', about('cpuCores', { minimun: 2 })],
  ['"pattern" is not allowed in a rule', about('version', { pattern: '^7' })],
  ['/assert/then: means nothing without "if"', { assert: { then: { required: ['version'] } } }],
  ['/assert/if: means nothing without "then"', { assert: { if: { required: ['version'] } } }],
  ['/assert/minContains: means nothing without "contains"', { each: '/agents', assert: { minContains: 2 } }],
  [
    '/assert/distinctBy: "/inventory/agent" leads to nothing',
    { assert: { distinctBy: { list: '/inventory/agent', key: 'host' } } },
  ],
  [
    '/assert/existsIn: "/nmae" leads to nothing',
    { assert: { existsIn: { list: '/inventory/policies', on: ['/nmae'] } } },
  ],
  [
    '/assert/sameVersion: "/subject/siVersion" leads to nothing',
    { assert: { sameVersion: { partner: '/version', subject: '/siVersion' } } },
  ],
])('a value that can never be: %s', async (fault, own) => {
  expect((await lint(own)).join('\n')).toContain(fault);
});

test.each<[string, Partial<Rule>]>([
  ['/id: "waivers-current" is the name of something else in reports', { id: 'waivers-current' }],
  ['/id: "agents-at-minimum" is the name of something else', { id: 'agents-at-minimum' }],
  [
    '/appliesTo/target: ">=9" has no target that there is; targets: 7.3.9, 7.4, ',
    { appliesTo: { target: '>=9' } },
  ],
  ['/appliesTo: no estate was found to which the rule applies', { appliesTo: { source: '>=8 <7' } }],
  ['/message: "{versoin}" names nothing; did you mean "version"?', { message: 'runs {versoin}' }],
  [
    '/failureTitle/several: "{conut}" names nothing; did you mean "count"?',
    { failureTitle: { one: 'An Agent', several: '{conut} of {count} Agents' } },
  ],
  ['/failureTitle: "{status}" names nothing', { failureTitle: 'It is {status}' }],
  ['/subject: "{hst}" names nothing; did you mean "host"?', { subject: '{hst}' }],
  ['/expected: "{status}" names nothing', { expected: '{status}' }],
  [
    '/remediation: "{version}" stands in a text in which nothing is filled in',
    { remediation: 'leave {version}' },
  ],
  ['/appliesTo/when/0/any: "/agnets/*" leads to nothing', condition({ any: '/agnets/*' })],
  ['/appliesTo/when/0/needs/0: "status" is no pointer', condition({ needs: ['status'] })],
  [
    '/appliesTo/when/0/matches/properties/staus: there is no "staus"',
    condition({ matches: { properties: { staus: { const: 'x' } } } }),
  ],
  ['/appliesTo/when/0: is decided without "/status" where that is not there', condition({ needs: [] })],
  ['/appliesTo/when/0: is decided without "/name"', condition({ where: { required: ['name'] } })],
])('what is out of place: %s', async (fault, own) => {
  expect((await lint(own)).join('\n')).toContain(fault);
});

test.each<[string, Partial<Rule>]>([
  [
    '/needs: assert holds where "/version" is not there: add "/version" to needs, or say in needs that its absence is meant: { "path": …, "unless": true }',
    { needs: [] },
  ],
  [
    'add "#/partner/status" to needs',
    {
      ...AM,
      partner: { list: '/inventory/agents', by: ['host'], whenMissing: 'pass' },
      assert: true,
      assertPartner: { properties: { status: { isAnyOf: ['Active'] } } },
    },
  ],
  [
    'add "/osVersion" to needs',
    {
      assert: {
        if: { properties: { osVersion: { versionRange: '>=10' } }, required: ['osVersion'] },
        then: GOOD.assert ?? true,
      },
    },
  ],
  [
    'add "/loggingIni/settings/*/key" to needs',
    {
      needs: ['/loggingIni/settings/*/value'],
      assert: {
        properties: {
          loggingIni: { properties: { settings: { items: { properties: { key: { const: 'a' } } } } } },
        },
      },
    },
  ],
  [
    '/where: leaves out what has no "/status"',
    { where: { properties: { status: { isAnyOf: ['Active'] } }, required: ['status'] } },
  ],
  [
    '/where: leaves out what has no "/status"',
    { where: { not: { properties: { status: { isAnyOf: ['No Agent'] } } } } },
  ],
])('what absence would settle in silence: %s', async (fault, own) => {
  expect((await lint(own)).join('\n')).toContain(fault);
});

test.each<[Partial<Rule>]>([
  [{ needs: [{ path: '/version', unless: true }] }],
  [{ needs: [], assert: { properties: { version: { versionRange: '>=7' } }, required: ['version'] } }],
  [{ where: { not: { properties: { status: { isAnyOf: ['No Agent'] } }, required: ['status'] } } }],
  [{ where: { required: ['status'] }, needs: ['/version', { path: '/status', unless: true }] }],
  [{ needs: ['/x-owner'], assert: { properties: { 'x-owner': { const: 'me' } } } }],
  [about('operatingSystem', { releaseNamed: true })],
  [condition({})],
])('what is meant is let through: %j', async (own) => {
  expect(await lint(own)).toEqual([]);
});

test.each<[string, Partial<Rule>]>([
  ['/assert: holds whatever the estate is', { assert: true }],
  ['/assert: holds whatever the estate is', { assert: { properties: {} } }],
  ['/assert/properties/version/versionRange: can never fail', about('version', { versionRange: '>=0' })],
  ['/assert/properties/cpuCores/minimum: can never fail', about('cpuCores', { minimum: 0 })],
  [
    '/assert/anyOf: can never fail',
    {
      assert: {
        anyOf: [
          { properties: { version: { versionRange: '>=7' } } },
          { properties: { version: { versionRange: '<7' } } },
        ],
      },
    },
  ],
  [
    '/assert/properties/version/versionParts: can never fail',
    about('version', { versionRange: '>=7', versionParts: 1 }),
  ],
  [
    '/assert/properties/version/versionRange: can never fail',
    { where: { properties: { version: { versionRange: '>=8' } } } },
  ],
  [
    '/where/properties/version/versionRange: lets nothing through',
    { where: { properties: { version: { versionRange: '7.3.9 7.4' } } } },
  ],
  [
    '/where/allOf/0/properties/cpuCores/maximum: lets nothing through',
    {
      where: {
        allOf: [{ properties: { cpuCores: { maximum: 2 } } }, { properties: { cpuCores: { minimum: 3 } } }],
      },
    },
  ],
  ['/where: lets nothing through', { where: false }],
])('what no estate violates: %s', async (fault, own) => {
  expect((await lint(own)).join('\n')).toContain(fault);
});

test('the built-in rules have no faults', async () => {
  const linted = await Promise.all(builtInRules().map((rule) => lintRule(rule, rule.id)));
  expect(linted.flatMap(({ faults }) => faults)).toEqual([]);
});

test('nor has the example of the page', async () => {
  const [, example = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/custom-rules.md', 'utf8')) ?? [];
  expect(await lintRule(JSON.parse(example) as Rule, 'a')).toMatchObject({ faults: [] });
});
