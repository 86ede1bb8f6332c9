import standaloneCode from 'ajv/dist/standalone';
import { lookUpsOf } from '../src/engine/keywords/reads';
import { stepAsRule } from '../src/engine/plan/steps';
import {
  builtInRules,
  builtInSchema,
  builtInSteps,
  SCHEMA_NAMES,
  type SchemaName,
} from '../src/load/rules/built-in';
import { readFacts, readPart, readRuleList } from '../src/load/rules/built-in-parts';
import { createRuleAjv } from '../src/load/rules/compiler';
import { nameSchemas } from '../src/load/rules/schemas';
import { createSchemaAjv } from '../src/load/schema';
import type { LookUps, Rule } from '../src/model/rule';

/** Documents that common calls read; the others are compiled when they are asked for. */
const COMPILED: readonly SchemaName[] = ['inventory', 'config'];
const DATA = ['targets.json', 'compatibility.json', 'evidence.json', 'questions.json', 'steps.json'];

/**
 * A CommonJS module with the exports of src/load/rules/built-in-parts.ts, so that starting the tool needs no ajv: the
 * files of rules/ as text, and what ajv made of their schemas. `source` is the folder of the sources as seen from the
 * module, where that finds the keywords and formats.
 */
export function compileBuiltIn(source: string): string {
  const files = [...SCHEMA_NAMES.map((name) => `${name}.schema.json`), ...DATA];
  const validators = COMPILED.map((name) => `${name}: () => { ${documentCode(name)} }`);
  return `"use strict";
const { FORMATS: formats } = require('${source}/load/formats');
const { KEYWORDS: keywords } = require('${source}/engine/keywords/index');
const texts = ${JSON.stringify(Object.fromEntries(files.map((file) => [file, minified(readPart(file))])))};
const ruleList = ${JSON.stringify(minified(readRuleList()))};
const validators = { ${validators.join(',\n')} };
const sets = { rules: () => { ${setCode(builtInRules())} }, steps: () => { ${setCode(builtInSteps().map(stepAsRule))} } };
exports.readPart = (file) => texts[file];
exports.readRuleList = () => ruleList;
exports.readFacts = () => ${JSON.stringify(readFacts())};
exports.VALIDATORS = validators;
exports.loadCompiledSet = (name) => sets[name]();`;
}

/** The body of a function that returns the validator of a document. */
function documentCode(name: SchemaName): string {
  const ajv = createSchemaAjv({ source: true });
  const code = standaloneCode(ajv, ajv.compile(builtInSchema(name)));
  return `const module = { exports: {} }; const exports = module.exports; ${plain(code)}; return module.exports;`;
}

/** The body of a function that returns a compiled set: all schemas in one scope, to share what ajv shares. */
function setCode(rules: readonly Rule[]): string {
  const ajv = createRuleAjv({ source: true });
  const { schemas, slots } = nameSchemas(rules);
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema as object, name);
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
  const data = JSON.stringify(JSON.stringify({ slots, lookUps: rules.map(lookUpsOrNull) }));
  return `const exports = {}; ${plain(standaloneCode(ajv, names))}; return { validators: exports, ...JSON.parse(${data}) };`;
}

/** Null for the many rules that look nothing up: a file that is read at every start is kept small. */
function lookUpsOrNull(rule: Rule): LookUps | null {
  const lookUps = lookUpsOf(rule);
  const { lists, indexes, conditions } = lookUps;
  return [lists, indexes, ...conditions].some((some) => some.length > 0) ? lookUps : null;
}

function plain(code: string): string {
  return code.replace('"use strict";', '');
}

/** JSON as short as it can be; as a string literal, parsing it is faster than an object literal of the same size. */
function minified(json: string): string {
  return JSON.stringify(JSON.parse(json));
}
