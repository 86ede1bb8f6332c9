// The ten checks of run.mjs as a ruleset of Spectral, with its own functions where they suffice.
import { enumeration, pattern, schema } from '@stoplight/spectral-functions';

const isAtLeast = (version, least) => {
  const [a, b] = [version, least].map((one) => one.split('.').map(Number));
  for (let at = 0; at < 4; at++) if ((a[at] ?? 0) !== (b[at] ?? 0)) return (a[at] ?? 0) > (b[at] ?? 0);
  return true;
};
const atLeast = (version, { least }) =>
  version === undefined || isAtLeast(version, least) ? [] : [{ message: `is older than ${least}` }];
// As in the catalogue: rows without an Agent are left out, and a field that is not there is not a pass.
const WITH_AGENT = "$.agents[?(@.status != 'No Agent')]";
const known = (field) => ({ function: schema, functionOptions: { schema: { required: [field] } } });
const on = (field, then, given = WITH_AGENT) => ({
  given,
  severity: 'error',
  then: [known(field), { field, ...then }],
});

export default {
  rules: {
    'agent-version-accepted': on('version', { function: atLeast, functionOptions: { least: '7.3.9' } }),
    'agent-connected': on('status', {
      function: enumeration,
      functionOptions: { values: ['Active', 'Active (Modules Pending)'] },
    }),
    'agent-modules-loaded': on('status', { function: pattern, functionOptions: { notMatch: 'Pending' } }),
    'agent-deployed-everywhere': on(
      'status',
      { function: pattern, functionOptions: { notMatch: '^No Agent$' } },
      '$.agents[*]',
    ),
    'agent-queue-drained': on('eventsInQueue', {
      function: schema,
      functionOptions: { schema: { maximum: 1000 } },
    }),
    'agent-os-supported': on('operatingSystem', {
      function: pattern,
      functionOptions: { match: '2016|2019|2022' },
    }),
    'agent-disk-sufficient': on('freeSpaceBytes', {
      function: schema,
      functionOptions: { schema: { minimum: 41150000000 } },
    }),
    'agent-dotnet-supported': on('dotNetRelease', {
      function: schema,
      functionOptions: { schema: { minimum: 461808 } },
    }),
    'agent-conflicting-software-absent': on('installedProducts', {
      function: schema,
      functionOptions: { schema: { items: { not: { pattern: 'Change ?Auditor|PowerBroker Auditor' } } } },
    }),
    'agent-lsass-access-free': on('installedProducts', {
      function: schema,
      functionOptions: {
        schema: { items: { not: { pattern: 'Cisco AMP|Cisco Secure Endpoint|Avast|ESET' } } },
      },
    }),
  },
};
