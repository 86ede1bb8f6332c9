import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import schema from '../../../rules/inventory.schema.json';

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
const holds = ajv.compile(schema);

/** Every fault of `inventory` against rules/inventory.schema.json. */
export function faultsOf(inventory: unknown): string[] {
  if (holds(inventory)) return [];
  return (holds.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The faults of one or more sections, as if they were an inventory. */
export function sectionFaults(sections: object): string[] {
  return faultsOf({
    schemaVersion: 1,
    environment: 'test',
    collectedAt: '2026-11-20T21:00:00Z',
    sources: [],
    ...sections,
  });
}
