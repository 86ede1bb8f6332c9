import { createSchemaAjv } from '../../../src/load/schema';
import { listComparedFields } from '../../../src/gather/merge/compared-fields';
import schema from '../../../rules/inventory.schema.json';

const compared = listComparedFields(schema);

test('two sources contradict each other about states, versions and flags', () => {
  for (const field of [
    '/agents/*/version',
    '/agents/*/status',
    '/agents/*/isSigned',
    '/database/language',
    '/agents/*/cpuCores',
    '/agents/*/installedProducts',
    '/database/login/authentication',
    '/policies/*/guid',
    '/activityMonitor/agents/*/installState',
  ])
    expect(compared).toContain(field);
});

/** Which fields were exempt by their names until the schema said it. */
const EXEMPT =
  /\/(name|host|fqdn|domain|id|address|notes|server|path|installPath)$|(At|Time|Offset|Registration)$/;

test('names, times, notes and what changes from one look to the next are no conflict', () => {
  const fields = [...compared];
  expect(fields.filter((field) => EXEMPT.test(field) && /^\/(?!sources\/)\w+\//.test(field))).toEqual([]);
  for (const field of [
    '/agents/*/eventsInQueue',
    '/activityMonitor/agents/*/warnings',
    '/agents/*/loggingIni',
  ])
    expect(compared).not.toContain(field);
});

test('the annotations are part of no assertion', () => {
  const validate = createSchemaAjv().compile(schema);
  expect(
    validate({ schemaVersion: 1, environment: 'e', collectedAt: '2026-11-20T21:00:00Z', sources: [] }),
  ).toBe(true);
});
