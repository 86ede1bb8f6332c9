import { catalogue } from '../../support/judge/judge-inventory';
import { inRange } from '../../../src/engine/values/versions';
import type { Operation, World } from '../operation';
import type { Random } from '../random';

const RULES = catalogue.rules.map(({ rule }) => rule).filter(({ phase }) => phase !== 'post-upgrade');
/** The id of a rule at level fail that is for this target and this Enterprise Manager. */
function pickDecisive({ target, estate }: World, random: Random): string {
  const version = String(estate.enterpriseManager.version);
  const decisive = RULES.filter(
    ({ level, appliesTo = {} }) =>
      level === 'fail' &&
      inRange(target, appliesTo.target ?? '*') &&
      inRange(version, appliesTo.source ?? '*') &&
      appliesTo.when === undefined,
  );
  return random.pick(decisive).id;
}

/** Rules that somebody leaves out: the verdict must not look as if they had been judged. */
export const CHOICES: Operation[] = [
  of('rule-off', 'a rule is switched off', (settings, id) => (settings[id] = 'off')),
  of('rule-lowered', 'a rule only warns', (settings, id) => (settings[id] = { level: 'warn' })),
  {
    id: 'rule-skipped',
    worse: 'a rule is left out',
    apply: (world, random) => {
      world.choice = { ...world.choice, skip: new Set([pickDecisive(world, random)]) };
      return 'ready-with-warnings';
    },
  },
  {
    id: 'only-some',
    worse: 'only some rules are judged',
    apply: (world, random) => {
      world.choice = {
        ...world.choice,
        only: new Set(random.shuffle(RULES.map(({ id }) => id)).slice(0, 8)),
      };
      return 'ready-with-warnings';
    },
  },
];

function of(
  id: string,
  worse: string,
  change: (settings: Record<string, unknown>, id: string) => unknown,
): Operation {
  return {
    id,
    worse,
    apply: (world, random) => {
      const settings = { ...world.choice.settings };
      change(settings, pickDecisive(world, random));
      world.choice = { ...world.choice, settings };
      return 'ready-with-warnings';
    },
  };
}
