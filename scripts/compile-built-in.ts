import { existsSync } from 'node:fs';
import { join } from 'node:path';
import standaloneCode from 'ajv/dist/standalone';
import { stepAsRule } from '../src/engine/plan/steps';
import {
  builtInData,
  builtInRules,
  builtInSchema,
  builtInSteps,
  SCHEMA_NAMES,
  type SchemaName,
} from '../src/load/rules/built-in';
import { createRuleAjv, schemasOf } from '../src/load/rules/compiler';
import { createSchemaAjv } from '../src/load/schema';
import type { JsonSchema, Rule } from '../src/model/rule';

/**
 * A CommonJS module with the exports of src/load/rules/built-in.ts in which every rule and schema is code already, so
 * that starting the tool needs no ajv. `source` is the folder of the sources, for the module's own imports.
 */
export function compileBuiltIn(source: string): string {
  return [
    '"use strict";',
    `const { assemble } = require(${JSON.stringify(join(source, 'load/rules/assembly'))});`,
    `const { FORMATS: formats } = require(${JSON.stringify(join(source, 'load/formats'))});`,
    `const { KEYWORDS: keywords } = require(${JSON.stringify(join(source, 'engine/keywords/index'))});`,
    schemasModule(),
    rulesModule(),
    stepsModule(),
    dataModule(),
  ].join('\n');
}

/** Documents that common calls read; the others are compiled when they are asked for. */
const COMPILED: SchemaName[] = ['inventory', 'config'];

function schemasModule(): string {
  const names = SCHEMA_NAMES.filter((name) =>
    existsSync(join(__dirname, `../../../rules/${name}.schema.json`)),
  );
  const makers = COMPILED.map((name) => {
    const ajv = createSchemaAjv({ source: true });
    return `${name}: () => { ${asFunction(standaloneCode(ajv, ajv.compile(builtInSchema(name))))} }`;
  });
  const texts = names.map((name) => `${name}: ${quoted(builtInSchema(name))}`);
  return `
const made = new Map();
const makers = { ${makers.join(',\n')} };
const schemaTexts = { ${texts.join(',\n')} };
exports.SCHEMA_NAMES = ${JSON.stringify(SCHEMA_NAMES)};
exports.builtInSchema = (name) => JSON.parse(schemaTexts[name]);
exports.builtInValidator = (name) => {
  if (!made.has(name)) made.set(name, makers[name] ? makers[name]() : compileNow(name));
  return made.get(name);
};
const compileNow = (name) => require(${JSON.stringify(join(__dirname, '../schema'))}).compileSchema(exports.builtInSchema(name));`;
}

function rulesModule(): string {
  return `
const ruleText = ${quoted(builtInRules())};
exports.builtInRules = () => JSON.parse(ruleText);
const assembleRules = ${assembler(builtInRules())};
exports.builtInCatalogue = () => ({ ...exports.builtInData(), rules: assembleRules(exports.builtInRules()) });`;
}

function stepsModule(): string {
  return `
const stepText = ${quoted(builtInSteps())};
exports.builtInSteps = () => JSON.parse(stepText);
const { stepAsRule } = require(${JSON.stringify(join(__dirname, '../../engine/plan/steps'))});
const assembleSteps = ${assembler(builtInSteps().map(stepAsRule))};
exports.builtInStepCatalogue = () => {
  const steps = exports.builtInSteps();
  return { steps, rules: assembleSteps(steps.map(stepAsRule)) };
};`;
}

/**
 * A function from rules to compiled rules: all their schemas in one scope, so that they share what ajv shares.
 * Equal schemas become one function, by which the engine knows that it has asked already; unless params make them
 * differ.
 */
function assembler(rules: readonly Rule[]): string {
  const ajv = createRuleAjv({ source: true });
  const ids: Record<string, string> = {};
  const known = new Map<string, string>();
  const nameOf = (schema: JsonSchema) => {
    const text = JSON.stringify(schema);
    const name =
      (text.includes('"/params/') ? undefined : known.get(text)) ?? `schema${Object.keys(ids).length}`;
    if (name in ids) return name;
    known.set(text, name);
    ajv.addSchema(schema as object, name);
    ids[name] = name;
    return name;
  };
  const slots = rules.map((rule) => {
    const own = [...schemasOf(rule)].map(
      ([slot, schema]) => `${JSON.stringify(slot)}: validators.${nameOf(schema)}`,
    );
    return `{ ${own.join(', ')} }`;
  });
  return `(rules) => {
  const validators = (() => { const exports = {}; ${standaloneCode(ajv, ids).replace('"use strict";', '')}; return exports; })();
  const slots = [${slots.join(',\n')}];
  return rules.map((rule, at) => assemble(rule, 'built-in', (slot) => slots[at][slot]));
}`;
}

function dataModule(): string {
  return `
const dataText = ${quoted(builtInData())};
exports.builtInData = () => JSON.parse(dataText);`;
}

/** JSON as a string literal: parsing it is faster than an object literal of the same size. */
function quoted(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

/** A standalone module as the body of a function that returns its default export. */
function asFunction(code: string): string {
  return `const module = { exports: {} }; const exports = module.exports; ${code.replace('"use strict";', '')}; return module.exports;`;
}
