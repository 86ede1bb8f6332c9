import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseDuration } from '../engine/values/durations';
import { UNNAMED } from '../engine/findings/subjects';
import type { Config, RuleSetting, Waiver } from '../model/config';
import { UserError } from '../model/errors';
import type { ConfigurationFacts } from '../model/report';
import type { Rule } from '../model/rule';
import { checkDocument } from './document';
import { formatReadError, readBytes } from './files';
import { parseJsonWithComments } from './json';
import { formatSuggestion } from '../engine/values/suggestions';
import { decodeText } from './text';

export const CONFIG_FILE = 'tp-doctor.config.json';

export interface LoadedConfig {
  config: Config;
  /** Null where there is none. */
  facts: ConfigurationFacts | null;
}

/** What says which configuration is meant. */
interface ConfigOptions {
  config?: string | undefined;
  noConfig?: boolean | undefined;
}

interface ConfigPlace {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
}

/** The configuration of --config, else of TP_DOCTOR_CONFIG, else the nearest one upwards from `cwd`. @throws UserError */
export async function loadConfig(options: ConfigOptions, { cwd, env }: ConfigPlace): Promise<LoadedConfig> {
  const file = findConfig(options, cwd, env.TP_DOCTOR_CONFIG);
  if (file === undefined) return { config: {}, facts: null };
  const bytes = readBytes(file, cwd, 'config');
  const document = await parseJsonWithComments(decodeText(bytes, file), file, 'config');
  await checkDocument(document, 'config', file, 'config');
  const config = document as Config;
  refuse(listWaiverFaults(config), file);
  return { config, facts: { file, sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** @throws UserError with every fault, where there is one */
function refuse(faults: readonly string[], file = CONFIG_FILE): void {
  const lines = faults.map((fault) => `${file}: ${fault}`);
  if (lines.length > 0) throw new UserError('config', lines[0] ?? '', lines.slice(1));
}

/** What people write where they have nothing to say; compared without the signs around it. */
const PLACEHOLDERS = /^(?:|n ?a|none|nil|null|undefined|unknown|tb[acd]|to ?do|x+)$/i;

/** A waiver is somebody's word: who and why must be said, not only filled in. */
function listWaiverFaults(config: Config): string[] {
  const { waivers = [] } = config;
  const isScoped = waivers.some(({ environment }) => environment !== undefined);
  return [
    ...listEmptyWords(waivers),
    ...(isScoped ? listUnscoped(config, 'others do') : []),
    ...waivers.flatMap(({ subject }, at) =>
      subject?.trim().toLowerCase() === UNNAMED
        ? [
            `/waivers/${at}/subject: is "${subject}", which names nothing; supply the name of the object first`,
          ]
        : [],
    ),
  ];
}

/** Waivers of which nobody can say for which estate they are. */
function listUnscoped({ environment, waivers = [] }: Config, why: string): string[] {
  if (environment !== undefined) return [];
  return waivers.flatMap((waiver, at) =>
    waiver.environment === undefined
      ? [
          `/waivers/${at}: names no environment, and ${why}; add "environment", the name of the estate that it is for`,
        ]
      : [],
  );
}

/** In a run of several estates each waiver says for which of them it is. @throws UserError */
export function refuseUnscoped(config: Config, facts: ConfigurationFacts | null): void {
  refuse(listUnscoped(config, 'this run judges several estates'), facts?.file);
}

function listEmptyWords(waivers: readonly Waiver[]): string[] {
  const needed = { reason: 'why the finding is accepted', owner: 'a person or a team' };
  return waivers.flatMap((waiver, at) =>
    Object.entries(needed).flatMap(([name, allowed]) => {
      const text = waiver[name as keyof typeof needed];
      const words = text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
      if (!PLACEHOLDERS.test(words)) return [];
      return [`/waivers/${at}/${name}: is ${JSON.stringify(text)}, which says nothing; allowed: ${allowed}`];
    }),
  );
}

function findConfig({ config, noConfig }: ConfigOptions, cwd: string, variable?: string): string | undefined {
  if (noConfig && config !== undefined)
    throw new UserError('usage', `--no-config: contradicts --config ${config}; give one of them`);
  return noConfig ? undefined : (config ?? (variable || findUpwards(cwd)));
}

/** A stray file above the repository, such as C:\\tp-doctor.config.json, must not waive anything. */
function findUpwards(cwd: string): string | undefined {
  let found: string | undefined;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_FILE);
    if (found === undefined && isThere(file)) found = relative(cwd, file);
    // Without a repository only the working directory counts.
    if (found === CONFIG_FILE || isThere(join(folder, '.git'))) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Also a link that leads nowhere: it was meant to be read. @throws UserError where nobody can tell */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (cause) {
    throw new UserError('config', `${file}: ${formatReadError(cause)}`, [], { cause });
  }
}

/** Rule ids and params in the configuration must exist. @throws UserError naming the nearest one */
export function checkRuleIds({ config, facts }: LoadedConfig, rules: readonly Rule[]): void {
  const known = rules.map((rule) => rule.id);
  const named = [
    ...Object.keys(config.rules ?? {}).map((id) => [`/rules/${id}`, id] as const),
    ...(config.waivers ?? []).map((waiver, at) => [`/waivers/${at}/rule`, waiver.rule] as const),
  ];
  const faults = named
    .filter(([, id]) => !known.includes(id))
    .map(([pointer, id]) => `${pointer}: there is no rule "${id}"${formatSuggestion(id, known)}`);
  faults.push(...rules.flatMap((rule) => checkParams(rule, config.rules?.[rule.id])));
  refuse(faults, facts?.file);
}

/** A param must be one of the rule's, and of the kind of its default. */
function checkParams(rule: Rule, setting: RuleSetting | undefined): string[] {
  const given = typeof setting === 'object' ? (setting.params ?? {}) : {};
  const known = Object.keys(rule.params ?? {});
  return Object.entries(given).flatMap(([name, value]) => {
    const pointer = `/rules/${rule.id}/params/${name}`;
    if (!known.includes(name))
      return [
        `${pointer}: there is no such param${formatSuggestion(name, known) || `; allowed: ${known.join(', ') || 'none'}`}`,
      ];
    const standard = rule.params?.[name];
    if (typeof value !== typeof standard)
      return [
        `${pointer}: is ${JSON.stringify(value)}; allowed: a ${typeof standard}, such as ${JSON.stringify(standard)}`,
      ];
    const isDuration = typeof standard === 'string' && parseDuration(standard) !== undefined;
    if (isDuration && parseDuration(String(value)) === undefined)
      return [`${pointer}: is ${JSON.stringify(value)}; allowed: an ISO 8601 duration, such as ${standard}`];
    return [];
  });
}
