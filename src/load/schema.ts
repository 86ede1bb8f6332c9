import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Validate } from '../model/rule';

/** An ajv for the documents of tp-doctor: all faults at once, formats checked. */
export function createSchemaAjv(options: { source?: boolean } = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    ...(options.source ? { code: { source: true } } : {}),
  });
  addFormats(ajv, { mode: 'full', formats: ['date-time', 'date', 'uri'] });
  return ajv;
}

/** Compiles a schema of rules/. */
export function compileSchema(schema: object): Validate {
  return createSchemaAjv().compile(schema) as Validate;
}
