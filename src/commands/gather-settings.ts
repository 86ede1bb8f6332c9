import path from 'node:path';
import { UserError } from '../model/errors';
import type { GatherOptions, GatherSettings } from './gather-options';
import { FILE_SETTINGS, optionOf, SETTING_NAMES } from './gather-options';

/** What gather takes from tp-doctor.config.json (contracts, section 6), and the folder that its paths start from. */
export interface GatherConfiguration {
  folder: string;
  environment?: string | undefined;
  sources?: Record<string, unknown> | undefined;
}

/** The most seconds that a timer of Node can count. */
const LONGEST_SECONDS = 2_147_483;

/**
 * The flags, and what the configuration adds to them; paths of either become absolute.
 * @throws UserError naming every setting that is unknown or of the wrong kind
 */
export function settle(
  flags: GatherOptions,
  cwd: string,
  configuration?: GatherConfiguration,
): GatherSettings {
  const sources = configuration?.sources ?? {};
  const faults = Object.entries(sources).flatMap(([name, value]) => faultOf(name, value));
  if (faults.length > 0)
    throw new UserError('config', `sources in the configuration: ${faults[0]}`, faults.slice(1));
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const settings: GatherSettings = {
    ...(configuration?.environment === undefined ? {} : { environment: configuration.environment }),
    ...absolute(sources, configuration?.folder ?? cwd),
    ...absolute(given, cwd),
  };
  checkSeconds(settings);
  return settings;
}

function faultOf(name: string, value: unknown): string[] {
  if (!SETTING_NAMES.includes(name)) return [`${name} is not known; allowed are ${SETTING_NAMES.join(', ')}`];
  const option = optionOf(name);
  if (option?.array)
    return Array.isArray(value) && value.every(isText) ? [] : [`${name} must be a list of strings`];
  if (option?.choices) {
    return option.choices.includes(value as string)
      ? []
      : [`${name} must be one of ${option.choices.join(', ')}`];
  }
  const type = option?.type ?? 'string';
  return typeof value === type ? [] : [`${name} must be a ${type}`];
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function absolute(settings: Record<string, unknown>, folder: string): GatherSettings {
  const resolve = (value: unknown) => (value === '-' ? value : path.resolve(folder, String(value)));
  const names: readonly string[] = FILE_SETTINGS;
  const entries = Object.entries(settings).map(([name, value]) => {
    if (!names.includes(name)) return [name, value];
    return [name, Array.isArray(value) ? value.map(resolve) : resolve(value)];
  });
  return Object.fromEntries(entries) as GatherSettings;
}

function checkSeconds(settings: GatherSettings): void {
  for (const [flag, value] of [
    ['--timeout', settings.timeout],
    ['--overall-timeout', settings.overallTimeout],
  ] as const) {
    if (value !== undefined && !(value > 0 && value <= LONGEST_SECONDS)) {
      throw new UserError(
        'usage',
        `${flag} ${value}: must be a number of seconds from 0.001 to ${LONGEST_SECONDS}`,
      );
    }
  }
}
