import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {} from '../../../src/engine/judge/judge';
import type { Choice } from '../../../src/engine/judge/choice';
import { makePlan, type PlanInput } from '../../../src/engine/plan/plan';
import { targetOf } from '../../../src/engine/plan/routes';
import { builtInCatalogue, builtInStepCatalogue } from '../../../src/load/rules/built-in';
import type { Inventory } from '../../../src/model/inventory';
import type { Plan } from '../../../src/model/plan';
import type { Target } from '../../../src/model/target';

export const catalogue = builtInCatalogue();
export const stepCatalogue = builtInStepCatalogue();
export const NOW = Date.parse('2026-11-20T22:00:00Z');
export const EVERY_RULE: Choice = {
  phase: 'pre-upgrade',
  only: new Set(),
  skip: new Set(),
  settings: {},
  waivers: [],
};

export function readEstate(file: string): Inventory {
  return JSON.parse(readFileSync(join(__dirname, '../../../fixtures', file), 'utf8')) as Inventory;
}

export function target(version: string): Target {
  const found = targetOf(catalogue.targets, version);
  if (!found) throw new Error(`${version} is no target`);
  return found;
}

/** A plan as the command makes it, with everything in it judged. */
export function planFor(
  inventory: Inventory,
  to: string,
  { via = [], ...more }: { via?: string[] } & Partial<Omit<PlanInput, 'via'>> = {},
): Plan {
  return makePlan({
    catalogue,
    steps: stepCatalogue,
    choice: EVERY_RULE,
    inventory,
    facts: { file: 'inventory.json', sha256: 'a'.repeat(64), collectedAt: inventory.collectedAt },
    configuration: null,
    source: inventory.enterpriseManager?.version ?? '',
    target: target(to),
    via: via.map(target),
    now: NOW,
    gate: { failOn: 'fail', allowUnknown: false },
    ...more,
  });
}
