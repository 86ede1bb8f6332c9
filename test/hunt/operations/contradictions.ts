import { listComparedFields } from '../../../src/gather/merge/compared-fields';
import { mergeOutcomes } from '../../../src/gather/merge/merge-outcomes';
import type { Outcome } from '../../../src/gather/run';
import { builtInSchema } from '../../../src/load/rules/built-in';
import { SECTIONS, type Inventory } from '../../../src/model/inventory';
import type { Estate, Fields } from '../estate';
import type { Operation } from '../operation';
import type { Random } from '../random';
import { valueAt } from '../../../src/engine/values/pointers';
import { limitOf, pickNeeded } from './evidence';

const compared = listComparedFields(builtInSchema('inventory'));

/** Sources that cannot both be right about what a rule needs. */
export const CONTRADICTIONS: Operation[] = [
  of('another-source', 'another source of that day says otherwise', (at) => at),
  of('another-source-later', 'another source says otherwise, half an hour later', (at) => at + 1_800_000),
  {
    id: 'proxy-unlisted',
    worse: 'a NAS proxy of Activity Monitor is not in the agent list',
    apply: ({ estate }) => {
      const before = estate.agents.length;
      estate.agents = estate.agents.filter(({ name }) => name !== 'NASPROXY01');
      return estate.agents.length < before ? 'undetermined' : undefined;
    },
  },
  {
    id: 'version-disagreed',
    worse: 'Activity Monitor sees another version of an Agent than the agent list',
    apply: ({ estate }, random) => {
      random.pick(estate.activityMonitor.agents).siVersion = random.pick([
        '7.3.4.1',
        '99.1.0.1',
        '7.4.0.12345',
      ]);
      return 'undetermined';
    },
  },
];

function of(id: string, worse: string, timeOf: (at: number) => number): Operation {
  return {
    id,
    worse,
    apply: (world, random) => {
      const { estate } = world;
      const field = pickNeeded(world, random);
      const pattern = field?.tokens.map((token) => (/^[0-9]+$/.test(token) ? '*' : token)).join('/');
      if (!field || !compared.has(`/${pattern}`) || !isGathered(field.tokens)) return undefined;
      const other = structuredClone(estate);
      const holder = valueAt(other, field.tokens.slice(0, -1)) as Fields;
      holder[field.key] = otherThan(holder[field.key], random);
      const at = Date.parse(estate.collectedAt);
      if (!(at < Date.parse('9000-01-01'))) return undefined;
      const outcomes = [outcomeOf('first', estate, at), outcomeOf('second', other, timeOf(at))];
      const { environment, collectedAt } = estate as unknown as Inventory;
      const frame = { environment, collectedAt };
      const { inventory } = mergeOutcomes(frame, random.shuffle(outcomes), compared);
      Object.assign(estate, inventory, { sources: [...estate.sources, ...inventory.sources] });
      return limitOf(field.level);
    },
  };
}

function otherThan(value: unknown, random: Random): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value * 2 + 1;
  if (Array.isArray(value)) return [...(value as unknown[]), 'One more'];
  return typeof value === 'string' && /^[0-9.]+$/.test(value)
    ? '99.1.2.3'
    : random.pick(['Other', 'Another text']);
}

function outcomeOf(id: string, estate: Estate, at: number): Outcome {
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, structuredClone(estate[name])]));
  const collectedAt = new Date(at).toISOString();
  return {
    request: {
      id,
      kind: 'manual',
      target: id,
      sections: [...SECTIONS],
      formatSteps: () => [],
      gather: () => Promise.reject(new Error(id)),
    },
    entry: { id, kind: 'manual', status: 'ok', collectedAt, sections: [...SECTIONS] },
    gathered: { sections, missing: [] },
  };
}

/** The fields of a section, of which there may be several sources. */
function isGathered(tokens: readonly string[]): boolean {
  return tokens.length > 1 && tokens[0] !== 'sources';
}
