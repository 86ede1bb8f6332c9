// The ten checks of run.mjs with json-rules-engine: one engine, run once for each Agent.
const { readFileSync } = require('node:fs');
const { Engine } = require('json-rules-engine');

const partsOf = (version) => version.split('.').map(Number);
const isAtLeast = (version, least) => {
  const [a, b] = [partsOf(version), partsOf(least)];
  for (let at = 0; at < 4; at++) if ((a[at] ?? 0) !== (b[at] ?? 0)) return (a[at] ?? 0) > (b[at] ?? 0);
  return true;
};
const named = (products, names) =>
  products.some((one) => names.some((name) => one.toLowerCase().includes(name)));

const engine = new Engine([], { allowUndefinedFacts: true });
engine.addOperator('unknown', (value) => value === undefined || value === null);
engine.addOperator('older', (version, least) => version !== undefined && !isAtLeast(version, least));
engine.addOperator('names', (products, names) => products !== undefined && named(products, names));
engine.addOperator('otherRelease', (system, releases) => !releases.some((one) => system?.includes(one)));

// As in the catalogue: rows without an Agent are left out, and a field that is not there is not a pass.
const withAgent = { fact: 'status', operator: 'notEqual', value: 'No Agent' };
const violated = (fact, operator, value) => ({
  all: [
    withAgent,
    {
      any: [
        { fact, operator: 'unknown', value: true },
        { fact, operator, value },
      ],
    },
  ],
});
const checks = {
  'agent-version-accepted': violated('version', 'older', '7.3.9'),
  'agent-connected': violated('status', 'notIn', ['Active', 'Active (Modules Pending)']),
  'agent-modules-loaded': violated('status', 'equal', 'Active (Modules Pending)'),
  'agent-deployed-everywhere': { all: [{ fact: 'status', operator: 'equal', value: 'No Agent' }] },
  'agent-queue-drained': violated('eventsInQueue', 'greaterThan', 1000),
  'agent-os-supported': violated('operatingSystem', 'otherRelease', ['2016', '2019', '2022']),
  'agent-disk-sufficient': violated('freeSpaceBytes', 'lessThan', 41150000000),
  'agent-dotnet-supported': violated('dotNetRelease', 'lessThan', 461808),
  'agent-conflicting-software-absent': violated('installedProducts', 'names', [
    'change auditor',
    'changeauditor',
    'powerbroker auditor',
  ]),
  'agent-lsass-access-free': violated('installedProducts', 'names', [
    'cisco amp',
    'cisco secure endpoint',
    'avast',
    'eset',
  ]),
};
for (const [type, conditions] of Object.entries(checks)) engine.addRule({ conditions, event: { type } });

async function main() {
  const { agents } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  let findings = 0;
  for (const agent of agents) findings += (await engine.run(agent)).events.length;
  process.stdout.write(`${findings}\n`);
}

void main();
