import { catalogue } from '../../support/judge/judge-inventory';
import { inRange } from '../../../src/engine/values/versions';
import { parseTokens, valueAt } from '../../../src/engine/values/pointers';
import type { Level } from '../../../src/model/report';
import type { Fields } from '../estate';
import { createChanges, type Limit, type Operation, type World } from '../operation';
import type { Random } from '../random';

/** Evidence that a rule cannot do without, at one object of the estate. */
export interface NeededField {
  holder: Fields;
  key: string;
  /** Where it is, with the numbers of rows. */
  tokens: string[];
  level: Level;
  rule: string;
}

interface Need {
  rule: string;
  level: Level;
  target: string | undefined;
  source: string | undefined;
  each: string[];
  field: string[];
}

/** Only needs without conditions, of rules that are about every object of their list (or every Agent). */
const NEEDS: readonly Need[] = catalogue.rules.flatMap(({ rule }) => {
  const { id, level, appliesTo, each, needs, where, phase, pick, members } = rule;
  if (phase === 'post-upgrade' || pick || members || appliesTo?.when) return [];
  if (where !== undefined && !isAboutAgents(where)) return [];
  const { target, source } = appliesTo ?? {};
  return needs
    .map((need) => (typeof need === 'string' ? need : need.unless ? '#' : need.path))
    .filter((path) => !/[#*]/.test(path))
    .map((path) => ({ rule: id, level, target, source, each: parseTokens(each), field: parseTokens(path) }));
});

function isAboutAgents(where: unknown): boolean {
  return JSON.stringify(where).includes('"No Agent"') && !JSON.stringify(where).includes('allOf');
}

/** Some evidence that is there, and that a rule of this target needs. */
export function pickNeeded(world: World, random: Random): NeededField | undefined {
  const { estate, target } = world;
  const version = String(estate.enterpriseManager.version);
  const { rule, level, each, field } = random.pick(
    NEEDS.filter(
      (need) =>
        (need.target === undefined || inRange(target, need.target)) &&
        (need.source === undefined || inRange(version, need.source)),
    ),
  );
  const tokens = [...each, ...field];
  const found: string[] = [];
  let holder: unknown = estate;
  for (const token of tokens.slice(0, -1)) {
    found.push(token === '*' && Array.isArray(holder) ? String(random.integer(0, holder.length - 1)) : token);
    holder = valueAt(holder, found.slice(-1));
    if (typeof holder !== 'object' || holder === null) return undefined;
  }
  const key = tokens.at(-1) ?? '';
  if ((holder as Fields)[key] == null) return undefined;
  return { holder: holder as Fields, key, tokens: [...found, key], level, rule };
}

export function limitOf(level: Level): Limit {
  return level === 'fail' ? 'undetermined' : 'ready-with-warnings';
}

const PLACEHOLDERS = [
  '',
  ' ',
  '-',
  '--',
  'N/A',
  'n/a',
  'unknown',
  'Unknown',
  'null',
  '?',
  '(unknown)',
  'none',
  'not available',
  'TBD',
];

const ofUndetermined = createChanges('undetermined');

/** What a rule needs is not there, or only seems to be. */
export const EVIDENCE: Operation[] = [
  of('evidence-gone', 'evidence that a rule needs is not there', ({ holder, key }) =>
    Reflect.deleteProperty(holder, key),
  ),
  of('evidence-null', 'evidence that a rule needs is null', ({ holder, key }) => (holder[key] = null)),
  of(
    'evidence-placeholder',
    'a placeholder stands for evidence that a rule needs',
    ({ holder, key }, random) => {
      if (typeof holder[key] !== 'string') return false;
      holder[key] = random.pick(PLACEHOLDERS);
      return true;
    },
  ),
  of('evidence-of-another-type', 'evidence has a type that it cannot have', ({ holder, key }, random) => {
    holder[key] = random.pick(
      [[], {}, -1, 1.5, 'text', true, [null], '9'.repeat(400)].filter(
        (one) => typeof one !== typeof holder[key],
      ),
    );
  }),
  ofUndetermined(
    'proxy-unreached',
    'Activity Monitor has not reached a proxy',
    ({ activityMonitor }, random) => {
      const siInstallState = random.pick(['Failed', 'Unknown', 'failed', '']);
      Object.assign(random.pick(activityMonitor.agents), { siInstallState, siVersion: '' });
    },
  ),
  ofUndetermined(
    'proxy-compatible-windows',
    'a proxy has the version of Windows that old programs are told',
    ({ activityMonitor }, random) => {
      random.pick(activityMonitor.agents).osVersion = random.pick(['6.2.9200', '6.2.9200.0']);
    },
    '7.4',
  ),
];

function of(id: string, worse: string, change: (field: NeededField, random: Random) => unknown): Operation {
  return {
    id,
    worse,
    apply: (world, random) => {
      const field = pickNeeded(world, random);
      return field && change(field, random) !== false ? limitOf(field.level) : undefined;
    },
  };
}
