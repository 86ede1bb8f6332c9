import type { SourceDescriptor, SourceIo, Validate } from '../../gather/descriptor';
import type { Input } from '../../gather/discovery/open-inputs';
import type { SourceRequest } from '../../gather/source';
import { UserError } from '../../model/errors';
import { camelCase, type OptionTable, type OptionValues } from '../../model/option';
import type { Io } from '../io';
import { askSecret } from '../input/ask';
import type { GatherSettings } from './options';

export interface Requests {
  requests: SourceRequest[];
  /** To be redacted from whatever is printed. */
  secrets: string[];
}

/**
 * Opens the sources that `settings` name, in the order in which they count when two are equally fresh. Secrets are asked
 * for here, before anything runs, and not at all for a dry run.
 * @throws UserError when the settings cannot work, or name no source
 */
export async function openSources(
  settings: GatherSettings,
  sources: readonly SourceDescriptor[],
  validate: Validate,
  io: Io,
  inputs: readonly Input[] = [],
): Promise<Requests> {
  const given = settings as Readonly<Record<string, unknown>>;
  const timeoutMs = settings.timeout === undefined ? undefined : secondsToMs(settings.timeout);
  const secrets: string[] = [];
  const askFor = (source: SourceDescriptor) => async (name: string) => {
    const secret = source.secrets[name];
    if (!secret || settings.dryRun) return '';
    const value = await askSecret(secret.prompt, String(given[`${name}Env`] ?? secret.variable), io);
    secrets.push(value);
    return value;
  };
  const requests: SourceRequest[] = [];
  for (const source of [...sources].sort((a, b) => a.precedence - b.precedence)) {
    const isGiven = Object.keys(source.flags).some((flag) => given[camelCase(flag)] !== undefined);
    const { platform, env } = io;
    const sourceIo: SourceIo = { platform, env, timeoutMs, validate, secret: askFor(source) };
    if (isGiven) requests.push(...(await source.open(given as OptionValues<OptionTable>, sourceIo)));
  }
  if (inputs.length > 0) {
    const { openInputs } = await import('../../gather/discovery/open-inputs');
    const taken = new Set(requests.map(({ id }) => id));
    requests.push(...openInputs(inputs, settings, { ...io, validate }, taken));
  }
  if (requests.length > 0) return { requests, secrets };
  const naming = sources.flatMap(({ evidence }) => Object.keys(evidence)).map((flag) => `--${flag}`);
  throw new UserError(
    'usage',
    `gather: no source is named; name a folder with exports, or give at least one of ${naming.join(', ')}`,
  );
}

/** Whether the settings name a source. */
export function namesSource(settings: GatherSettings, sources: readonly SourceDescriptor[]): boolean {
  const given = settings as Readonly<Record<string, unknown>>;
  const flags = sources.flatMap(({ evidence, follows }) => (follows ? [] : Object.keys(evidence)));
  return flags.some((flag) => given[camelCase(flag)] !== undefined);
}

/** In seconds; more than any source takes by itself. */
export const DEFAULT_OVERALL_TIMEOUT = 600;

export function secondsToMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
