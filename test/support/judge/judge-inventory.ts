import { judge, type Case } from '../../../src/engine/judge/judge';
import type { Choice } from '../../../src/engine/judge/choice';
import { targetOf } from '../../../src/engine/plan/routes';
import { builtInCatalogue } from '../../../src/load/rules/built-in';
import { readInventory } from '../../../src/load/inventory';
import type { Inventory } from '../../../src/model/inventory';
import type { Result } from '../../../src/model/report';
import type { CompiledRule } from '../../../src/model/rule';
import type { Target } from '../../../src/model/target';

/** The moment at which the sample estate contoso-7.3.9 is ready. */
export const NOW = '2026-11-20T22:00:00Z';

/** What an inventory must have, with one section as there must be; fixtures say only what their rule reads. */
export const HEADER = {
  schemaVersion: 1,
  environment: 'contoso-prod',
  collectedAt: NOW,
  sources: [],
  reportingModule: { installed: false },
};

export const catalogue = builtInCatalogue();

export const everyRule: Choice = {
  phase: 'pre-upgrade',
  only: new Set(),
  skip: new Set(),
  settings: {},
  waivers: [],
};

/** Reads a document as if it came from a file, with all that the loader does. */
export async function load(document: unknown): Promise<Inventory> {
  return (await readInventory(Buffer.from(JSON.stringify(document)), 'inventory.json')).inventory;
}

export function findTarget(version: string): Target {
  const target = targetOf(catalogue.targets, version);
  if (!target) throw new Error(`no target ${version}`);
  return target;
}

interface Options {
  target?: string;
  now?: string;
  choice?: Partial<Choice>;
  timed?: boolean;
  rules?: CompiledRule[];
}

/** Judges an inventory that was loaded, with every built-in rule unless `choice` says otherwise. */
export function judgeLoaded(inventory: Inventory, options: Options = {}): Result[] {
  const { target = '7.4', now = NOW, choice = {}, timed = false, rules = catalogue.rules } = options;
  const estate: Case = { inventory, target: findTarget(target), now: Date.parse(now), timed };
  return judge({ ...catalogue, rules }, { ...everyRule, ...choice }, estate).results;
}

/** Loads a document and judges it. */
export async function judgeDocument(document: unknown, options: Options = {}): Promise<Result[]> {
  return judgeLoaded(await load(document), options);
}
