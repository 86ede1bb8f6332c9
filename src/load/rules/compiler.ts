import type { KeywordDefinition } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { _, strConcat, stringify } from 'ajv/dist/compile/codegen';
import names from 'ajv/dist/compile/names';
import { KEYWORDS } from '../../engine/keywords';
import type { Keyword } from '../../engine/keywords/keyword';
import { lookUpsOf } from '../../engine/keywords/reads';
import { UserError } from '../../model/errors';
import type { CompiledRule, Rule, Validate } from '../../model/rule';
import { assembleRule } from './assembly';
import { nameSchemas, schemasOf, type CompiledSchemas, type Slot } from './schemas';
import { quicken } from '../schema';
import { formatSuggestion } from '../../engine/values/suggestions';

/** Patterns of a rule would run on untrusted text, and JavaScript's take exponential time on some. */
export const REFUSED = ['pattern', 'patternProperties', 'format'];

/** An ajv that knows the domain keywords. They are defined by code, so that its output can be kept as a file. */
export function createRuleAjv(options: { source?: boolean } = {}): Ajv2020 {
  const ajv = new Ajv2020({
    $data: true,
    strictTypes: false,
    strictRequired: false,
    ...(options.source ? { code: { source: true } } : {}),
  });
  quicken(ajv);
  for (const [name, keyword] of Object.entries(KEYWORDS)) ajv.addKeyword(defineKeyword(name, keyword));
  return ajv;
}

/** What createRuleAjv returns, for those who only hand it on. */
export type RuleAjv = ReturnType<typeof createRuleAjv>;

function defineKeyword(name: string, keyword: Keyword): KeywordDefinition {
  return {
    keyword: name,
    metaSchema: keyword.valueSchema,
    error: { message: `must hold ${name}`, params: ({ params }) => _`{problem: ${params.problem ?? null}}` },
    code(context) {
      const { gen, data } = context;
      const schema = context.schema as unknown;
      const judge = gen.scopeValue('keyword', {
        ref: keyword.compile(schema as never),
        code: _`keywords[${name}].compile(${stringify(schema)})`,
      });
      const problem = gen.let('problem', _`${judge}(${data}, ${names.rootData})`);
      // Asked in two ways by the scope, so that nothing depends on what cannot be read, under "not" and "if" neither.
      gen.if(_`${problem} !== undefined && ${problem}.unreadable !== undefined`, () => {
        const path = strConcat(names.instancePath, context.it.errorPath);
        gen.assign(problem, _`${names.rootData}.doubt(${problem}, ${path})`);
      });
      context.setParams({ problem });
      context.fail(_`${problem} !== undefined`);
    },
  };
}

/** Compiles the schemas of rules that are known to be right. */
export function compileSchemas(rules: readonly Rule[]): CompiledSchemas {
  const { schemas, slots } = nameSchemas(rules);
  const ajv = createRuleAjv();
  const validators = Object.entries(schemas).map(
    ([name, schema]) => [name, ajv.compile(schema) as Validate] as const,
  );
  return { validators: Object.fromEntries(validators), slots };
}

/** Compiles a rule that has passed rule.schema.json. @throws UserError when ajv refuses one of its schemas */
export function compileRule(ajv: Ajv2020, rule: Rule, origin: string): CompiledRule {
  const compiled = new Map<Slot, Validate>();
  for (const [slot, schema] of schemasOf(rule)) {
    const refused = findRefused(schema);
    if (refused !== undefined) throw new UserError('rules', `${origin}: ${slot}: ${formatRefused(refused)}`);
    try {
      compiled.set(slot, ajv.compile(schema) as Validate);
    } catch (error) {
      throw new UserError('rules', `${origin}: ${slot}: ${formatCompileError(error)}`, [], { cause: error });
    }
  }
  const lookUps = lookUpsOf(rule);
  return assembleRule(rule, { origin, find: (slot) => compiled.get(slot), lookUps });
}

/** A compiled rule as one of another "assert" or "where"; all else of it stays what it is. */
export function recompileRule(ajv: RuleAjv, compiled: CompiledRule, rule: Rule): CompiledRule {
  const schemas = schemasOf(rule);
  const compile = (slot: Slot) => ajv.compile(schemas.get(slot) ?? true) as Validate;
  const where = rule.where === compiled.rule.where ? compiled.where : compile('where');
  return { ...compiled, rule, where, assert: compile('assert'), lookUps: lookUpsOf(rule) };
}

/** The first keyword that is not allowed, wherever it stands in a schema; names of properties are not keywords. */
function findRefused(schema: unknown): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const [key, value] of Object.entries(schema)) {
    if (!Array.isArray(schema) && REFUSED.includes(key)) return key;
    const inner = key === 'properties' ? Object.values((value ?? {}) as object) : value;
    const found = findRefused(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function formatRefused(keyword: string): string {
  return `"${keyword}" is not allowed in a rule, as it runs on untrusted text; use a keyword such as isAnyOf or holds`;
}

function formatCompileError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const unknown = /unknown keyword: "([^"]+)"/.exec(text)?.[1];
  if (unknown !== undefined)
    return `unknown keyword "${unknown}"${formatSuggestion(unknown, Object.keys(KEYWORDS))}`;
  return text.split('\n', 1)[0] ?? text;
}
