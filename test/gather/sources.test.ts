import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configKeys, gatherOptions } from '../../src/commands/gather/options';
import { createSettings } from '../../src/commands/gather/settings';
import type { ConfigKeys, SourceDescriptor, SourceIo } from '../../src/gather/descriptor';
import { SOURCES } from '../../src/gather/sources';
import { builtInSchema } from '../../src/load/rules/built-in';
import { camelCase, type OptionTable, type OptionValues } from '../../src/model/option';
import { ROOT } from '../support/cli/run';

const sources: readonly SourceDescriptor[] = SOURCES;

/** The options that keys of the configuration set. */
function optionsOf(keys: ConfigKeys): string[] {
  return Object.values(keys).flatMap((key) => {
    if ('keys' in key) return optionsOf(key.keys);
    return 'option' in key ? [key.option] : [];
  });
}

test('docs/gather.md has a section for every source', () => {
  const page = readFileSync(join(ROOT, 'docs/gather.md'), 'utf8');
  const headings = page.split('\n').filter((line) => line.startsWith('## '));
  const naming = sources.flatMap(({ evidence }) => Object.keys(evidence));
  expect(
    naming.filter((flag) => !headings.some((line) => /[ `]/.test(line.split(`--${flag}`)[1] ?? ''))),
  ).toEqual([]);
});

/** A value for every key that the schema lists. */
function configurationOf(keys: ConfigKeys): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(keys).map(([name, key]) => {
      if ('keys' in key) return [name, configurationOf(key.keys)];
      return [name, 'option' in key && key.pairs ? { a: 'b' } : `value of ${name}`];
    }),
  );
}

test('every key of the configuration reaches gather as the option that it sets, or as the variable of a secret', () => {
  const given = configurationOf(configKeys);
  const { properties } = builtInSchema('config') as { properties: { sources: { properties: object } } };
  expect(Object.keys(given)).toEqual(Object.keys(properties.sources.properties));
  const numbers = { timeout: 1, overallTimeout: 2 };
  const config = { sources: { ...given, ...numbers } };
  const settings = createSettings({}, '/', {
    config,
    facts: { file: '/tp-doctor.config.json', sha256: '00' },
  });
  const secrets = sources.flatMap((source) => Object.keys(source.secrets).map((name) => `${name}Env`));
  const options = optionsOf(configKeys).map(camelCase);
  expect(Object.keys(settings).sort()).toEqual([...options, ...secrets].sort());
});

describe('the descriptors', () => {
  test('no two have an option, a key, a secret, a kind or a place in the order in common', () => {
    const lists: unknown[][] = [
      sources.flatMap(({ flags }) => Object.keys(flags)),
      sources.flatMap(({ config }) => Object.keys(config)),
      sources.flatMap(({ secrets }) => Object.values(secrets).map(({ variable }) => variable)),
      sources.flatMap(({ evidence }) => Object.values(evidence).map((one) => one?.kind)),
      sources.map(({ precedence }) => precedence),
    ];
    for (const list of lists) expect(list).toEqual([...new Set(list)]);
  });

  test('options and keys are their own, and a source can be named in the configuration too', () => {
    for (const { flags, config, evidence } of sources) {
      expect(Object.keys(flags)).toEqual(expect.arrayContaining(optionsOf(config)));
      expect(optionsOf(config)).toEqual(expect.arrayContaining(Object.keys(evidence)));
    }
    expect(Object.keys(gatherOptions)).toEqual(
      expect.arrayContaining(sources.flatMap(({ flags }) => Object.keys(flags))),
    );
  });

  test('what they open is of the kinds and sections that they declare', async () => {
    const io: SourceIo = {
      platform: 'win32',
      env: {},
      secret: () => Promise.resolve(''),
      timeoutMs: undefined,
      validate: () => Promise.resolve([]),
    };
    for (const source of sources) {
      const requests = await source.open(settingsFor(source.flags), io);
      const declared = Object.values(source.evidence).map((one) => [one?.kind, one?.sections]);
      expect(requests.map(({ kind, sections }) => [kind, sections]).sort()).toEqual(declared.sort());
      expect(requests.map(({ formatSteps }) => formatSteps().length > 0)).not.toContain(false);
    }
  });
});

/** A value for every option, which a source takes without asking anybody. */
function settingsFor(flags: OptionTable): OptionValues<OptionTable> {
  const values = Object.entries(flags).map(([name, { takes, values: allowed, repeatable }]) => {
    const value = allowed?.[0] ?? SAMPLES[name] ?? `/${name}`;
    return [camelCase(name), takes === 'nothing' ? name === 'probe-agents' : repeatable ? [value] : value];
  });
  // Either this or a fingerprint.
  const settings = values.filter(([name]) => name !== 'activityMonitorCa');
  return Object.fromEntries(settings) as OptionValues<OptionTable>;
}

const SAMPLES: Record<string, string> = {
  'sql-server': 'sql01',
  'activity-monitor': 'https://am01',
  'activity-monitor-fingerprint': 'a'.repeat(64),
  map: 'Host=name',
  'utc-offset': 'Z',
};
