import path from 'node:path';
import type { ConfigKeys } from '../../gather/descriptor';
import type { LoadedConfig } from '../../load/config';
import { UserError } from '../../model/errors';
import { camelCase } from '../../model/option';
import type { GatherOptions, GatherSettings } from './options';
import { configKeys, FILE_SETTINGS } from './options';

/** The most seconds that a timer of Node can count. */
const LONGEST_SECONDS = 2_147_483;

/**
 * The flags, and what the configuration adds to them; paths of either become absolute.
 * @throws UserError for a time that is none
 */
export function createSettings(
  flags: GatherOptions,
  cwd: string,
  { config, facts }: LoadedConfig,
): GatherSettings {
  const folder = facts === null ? cwd : path.dirname(path.resolve(cwd, facts.file));
  const configured = { environment: config.environment, ...readConfigKeys(configKeys, config.sources ?? {}) };
  const settings = { ...makeAbsolute(configured, folder), ...makeAbsolute(flags, cwd) };
  checkSeconds('--timeout', settings.timeout);
  checkSeconds('--overall-timeout', settings.overallTimeout);
  return settings;
}

/** What `given` has under `keys`, under the names of the flags. */
function readConfigKeys(keys: ConfigKeys, given: Record<string, unknown>): Record<string, unknown> {
  const present = Object.entries(keys).filter(([name]) => given[name] !== undefined);
  return Object.fromEntries(
    present.flatMap(([name, key]) => {
      const value = given[name];
      if ('keys' in key) return Object.entries(readConfigKeys(key.keys, value as Record<string, unknown>));
      if ('secret' in key) return [[`${key.secret}Env`, value]];
      return [[camelCase(key.option), key.pairs ? joinPairs(value as Record<string, string>) : value]];
    }),
  );
}

function joinPairs(pairs: Record<string, string>): string[] {
  return Object.entries(pairs).map(([name, value]) => `${name}=${value}`);
}

/** Without what is undefined, and with paths from `folder`. */
function makeAbsolute(settings: object, folder: string): GatherSettings {
  const resolve = (value: unknown) => (value === '-' ? value : path.resolve(folder, String(value)));
  const entries = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]: [string, unknown]) => {
      if (!FILE_SETTINGS.includes(name)) return [name, value];
      return [name, Array.isArray(value) ? value.map(resolve) : resolve(value)];
    });
  return Object.fromEntries(entries) as GatherSettings;
}

function checkSeconds(flag: string, value: number | undefined): void {
  if (value === undefined || (value > 0 && value <= LONGEST_SECONDS)) return;
  const option = Number.isNaN(value) ? flag : `${flag} ${value}`;
  throw new UserError(
    'usage',
    `${option}: must be a number of seconds, above 0 and up to ${LONGEST_SECONDS}`,
  );
}
