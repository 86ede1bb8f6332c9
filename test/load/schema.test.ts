import { compileSchema, createSchemaAjv, findFaults } from '../../src/load/schema';

const schema = {
  type: 'object',
  properties: {
    at: { type: 'string', format: 'date-time', 'x-identity': true },
    day: { type: ['string', 'null'], format: 'date', 'x-volatile': true },
    page: { type: 'string', format: 'uri' },
  },
  additionalProperties: false,
};
const wrong = { at: 'noon', day: '2026-02-30', page: 'no page', more: 1 };

test('all faults are found, those of formats too', () => {
  expect(findFaults(schema, wrong).map(({ instancePath, keyword }) => [instancePath, keyword])).toEqual([
    ['', 'additionalProperties'],
    ['/at', 'format'],
    ['/day', 'format'],
    ['/page', 'format'],
  ]);
  const right = { at: '2026-11-20T22:00:00Z', day: null, page: 'https://docs.netwrix.com/' };
  expect(findFaults(schema, right)).toEqual([]);
});

test('the quick validator stops at the first one', () => {
  const validate = compileSchema(schema);
  expect([validate(wrong), validate.errors?.length]).toEqual([false, 1]);
});

test('its code can be kept as a file', () => {
  const { source } = createSchemaAjv({ source: true }).compile(schema);
  expect(source?.scopeValues.formats?.size).toBe(3);
  expect(createSchemaAjv().compile(schema).source).toBeUndefined();
});
