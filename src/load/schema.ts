import Ajv2020 from 'ajv/dist/2020';
import { _ } from 'ajv/dist/compile/codegen';
import addFormats from 'ajv-formats';
import type { Fault, Validate } from '../model/rule';
import { FORMATS } from './formats';

/** An ajv for the documents of tp-doctor. `allErrors`: every fault; the code is several times as large. */
export function createSchemaAjv(options: { source?: boolean; allErrors?: boolean } = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: options.allErrors ?? false,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    ...(options.source ? { code: { source: true, formats: _`formats` } } : {}),
  });
  quicken(ajv);
  // Annotations for gather, which asserts nothing by them.
  ajv.addVocabulary(['x-identity', 'x-volatile']);
  addFormats(ajv, { mode: 'full', formats: ['uri'] });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  return ajv;
}

/**
 * Leaves out what draft 2020-12 makes every validator keep track of for `unevaluatedProperties` and `$dynamicRef`,
 * which no schema here uses: it is a third of the time of a small one.
 */
export function quicken(ajv: Ajv2020): void {
  // The meta-schema itself needs them, and is compiled when the first schema is checked.
  void ajv.validateSchema({});
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
}

/** Compiling a schema takes longer than all else about a refused document. */
const thorough = new WeakMap<object, Validate>();

/** The faults of a document that a quick validator has refused: all of them. */
export function findFaults(schema: object, document: unknown): Fault[] {
  const validate = thorough.get(schema) ?? (createSchemaAjv({ allErrors: true }).compile(schema) as Validate);
  thorough.set(schema, validate);
  return validate(document) ? [] : (validate.errors ?? []);
}

/** Compiles a schema of rules/; the validator stops at the first fault. */
export function compileSchema(schema: object): Validate {
  return createSchemaAjv().compile(schema) as Validate;
}
