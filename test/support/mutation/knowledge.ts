import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ajv2020 } from 'ajv/dist/2020';
import type { Catalogue } from '../../../src/engine/judge/judge';
import { lookUpsOf } from '../../../src/engine/keywords/reads';
import { targetOf } from '../../../src/engine/plan/routes';
import { dropDone, stepAsRule } from '../../../src/engine/plan/steps';
import { assembleRule } from '../../../src/load/rules/assembly';
import {
  builtInRules,
  builtInSchema,
  builtInSteps,
  builtInValidator,
} from '../../../src/load/rules/built-in';
import { createRuleAjv } from '../../../src/load/rules/compiler';
import { schemasOf } from '../../../src/load/rules/schemas';
import { createSchemaAjv } from '../../../src/load/schema';
import type { Step } from '../../../src/model/plan';
import type { CompiledRule, JsonSchema, Rule, Validate } from '../../../src/model/rule';
import type { Document } from '../estates/changes';
import { judgeExample, readEveryExample, statedOf, type Example } from '../judge/examples';
import { catalogue } from '../judge/judge-inventory';
import { stepCatalogue } from '../judge/plan-input';
import { LASTING_STEPS, STEP_CASES, stepsFor, type StepCase } from '../judge/step-cases';
import { mutantsOf, type Mutant } from './mutants';

/** A small change of what the tool knows, and whether an example says something else of it. */
export interface KnowledgeMutant {
  name: string;
  isNoticed: () => boolean;
}

const RULES = join(__dirname, '../../../rules');

/** Every small change of rules, targets, compatibility and steps that their schemas accept. */
export async function mutateKnowledge(): Promise<KnowledgeMutant[]> {
  const examples = await readEveryExample();
  const compiler = new RuleCompiler();
  const reads = examples.map((example) => ({ example, parts: partsReadBy(example) }));
  return [
    ...(await mutateRules(examples, compiler)),
    ...(await mutateTable('targets', reads)),
    ...(await mutateTable('compatibility', reads)),
    ...mutateSteps(compiler),
  ];
}

async function mutateRules(examples: Example[], compiler: RuleCompiler): Promise<KnowledgeMutant[]> {
  const isRule = await builtInValidator('rule');
  return builtInRules().flatMap((rule) => {
    const own = examples.filter((example) => example.rule === rule.id);
    return validMutants(rule, isRule).map(({ name, document }) => ({
      name: `${rule.id} ${name}`,
      isNoticed: () => {
        const mutant = compiler.compile(document as unknown as Rule);
        return !mutant || own.some((example) => notices(example, { ...catalogue, rules: [mutant] }));
      },
    }));
  });
}

async function mutateTable(
  file: 'targets' | 'compatibility',
  reads: { example: Example; parts: ReturnType<typeof partsReadBy> }[],
): Promise<KnowledgeMutant[]> {
  return validMutants(catalogue[file], await builtInValidator(file)).map(({ name, document }) => ({
    name: `${file} ${name}`,
    isNoticed: () => {
      const parts = partsAt(file, name);
      const may = reads.filter((one) => parts.some((part) => one.parts.has(part)));
      const changed = { ...catalogue, [file]: document };
      return (
        may.some(({ example }) => notices(example, changed)) ||
        stepCatalogue.steps.some((step) => {
          const own = stepCatalogue.rules.filter(({ rule }) => rule.id === step.id);
          return casesOf(step).some((one) => noticesStep(one, step, own, changed));
        })
      );
    },
  }));
}

function mutateSteps(compiler: RuleCompiler): KnowledgeMutant[] {
  const schema = JSON.parse(readFileSync(join(RULES, 'steps.schema.json'), 'utf8')) as object;
  const ajv = createSchemaAjv().addSchema(builtInSchema('rule'));
  const isSteps = ajv.compile(schema);
  return builtInSteps().flatMap((step) =>
    validMutants(step, (one) => isSteps({ schemaVersion: 1, steps: [one] })).map(({ name, document }) => ({
      name: `${step.id} ${name}`,
      isNoticed: () => {
        const mutant = document as unknown as Step;
        const rule = compiler.compile(stepAsRule(mutant));
        return !rule || casesOf(step).some((one) => noticesStep(one, mutant, [rule], catalogue));
      },
    })),
  );
}

function validMutants(knowledge: object, isValid: (document: unknown) => unknown): Mutant[] {
  return mutantsOf(JSON.parse(JSON.stringify(knowledge)) as Document).filter(({ document }) =>
    isValid(document),
  );
}

/** Compiles rules that differ in little from each other: a schema that one of them had is not compiled again. */
class RuleCompiler {
  private readonly known = new Map<string, Validate>();
  private readonly ajv: Ajv2020 = createRuleAjv();

  /** Undefined where ajv or a keyword refuses it, as the loader would. */
  compile(rule: Rule): CompiledRule | undefined {
    const schemas = schemasOf(rule);
    const find = (slot: string) => {
      const schema = schemas.get(slot);
      return schema === undefined ? undefined : this.compileSchema(schema);
    };
    try {
      return assembleRule(rule, { origin: 'mutant', find, lookUps: lookUpsOf(rule) });
    } catch {
      return undefined;
    }
  }

  private compileSchema(schema: JsonSchema): Validate {
    const text = JSON.stringify(schema);
    const compiled = this.known.get(text) ?? (this.ajv.compile(schema) as Validate);
    this.known.set(text, compiled);
    return compiled;
  }
}

/** Whether an example says something else of changed knowledge; that it cannot be judged any more is something else. */
export function notices(example: Example, changed: Catalogue): boolean {
  try {
    return !isSame(statedOf(judgeExample(example, changed), example.expected), example.expected);
  } catch {
    return true;
  }
}

function casesOf({ id }: Step): readonly StepCase[] {
  return STEP_CASES[id] ?? [];
}

function noticesStep(one: StepCase, step: Step, rules: CompiledRule[], changed: Catalogue): boolean {
  try {
    const found = stepsFor(one, { steps: [step], rules }, changed);
    const [, again = []] = dropDone([found, found], [step]);
    const isLasting = one.uncertain === undefined && LASTING_STEPS.includes(step.id);
    return !isSame(
      { subjects: found[0]?.subjects, uncertain: found[0]?.uncertain ?? undefined, again: again.length },
      { subjects: one.subjects, uncertain: one.uncertain, again: isLasting ? 0 : found.length },
    );
  } catch {
    return true;
  }
}

function isSame(a: object, b: object): boolean {
  const sorted = (value: object) =>
    JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

/** The parts of a table that a mutant is in: `compatibility/nasDevices`, `7.4/sqlServer`, and all lines together. */
function partsAt(file: 'targets' | 'compatibility', name: string): string[] {
  const [, list = '', at = '', field = ''] = name.split(/: | → |\//);
  if (file === 'compatibility') return [`compatibility/${list}`];
  const line = catalogue.targets.lines[Number(at)]?.line ?? '';
  const isWhole = field === '' || field === 'line' || !name.includes(`/${field}`);
  return ['targets/lines', isWhole ? line : `${line}/${field}`];
}

/** Which of those parts an example looks at. */
function partsReadBy(example: Example): Set<string> {
  const read = new Set<string>();
  const watch = <T extends object>(name: string, data: T): T =>
    new Proxy(data, {
      get: (of, key) => {
        if (typeof key === 'string') read.add(`${name}/${key}`);
        return Reflect.get(of, key) as unknown;
      },
    });
  const target = targetOf(catalogue.targets, example.target);
  if (!target) throw new Error(`${example.target} is no target`);
  const { targets, compatibility } = catalogue;
  const watched = {
    ...catalogue,
    targets: watch('targets', targets),
    compatibility: watch('compatibility', compatibility),
  };
  judgeExample(example, watched, watch(target.line, target));
  return read.add(target.line);
}
