import { parseCommandLine } from '../../../src/cli/command-line';
import { formatGatherCommands } from '../../../src/engine/plan/gather-commands';
import type { Inventory } from '../../../src/model/inventory';
import { planFor, readEstate } from '../../support/judge/plan-input';

/** The words of a command as a shell reads it. */
function wordsOf(command: string): string[] {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  expect(words[0]).toBe('tp-doctor');
  return words.slice(1);
}

function parse(command: string) {
  const { name, faults, values } = parseCommandLine(wordsOf(command));
  expect({ name, faults }).toEqual({ name: 'gather', faults: [] });
  return values;
}

const contoso = readEstate('inventories/contoso-7.3.9.json');

test('the command has what the estate was gathered with, and gather takes it', () => {
  const { gather, gatherUninstalled, gatherAfter } = formatGatherCommands(contoso);
  expect(parse(gather)).toMatchObject({
    environment: 'contoso-prod',
    emRoot: 'C:\\Program Files\\STEALTHbits\\StealthINTERCEPT\\SIEnterpriseManager',
    sqlServer: 'SQL01.contoso.com,1433',
    agents: 'agents.xml',
    policies: 'policies.json',
    policyExport: ['policies-2026-11-20.xml'],
    activityMonitor: 'https://am01.contoso.com:4494',
    activityMonitorClientId: 'CLIENT-ID',
  });
  expect(Object.keys(parse(gatherUninstalled))).not.toContain('agents');
  expect(parse(gatherUninstalled)).toMatchObject({ sqlServer: 'SQL01.contoso.com,1433' });
  expect(parse(gatherAfter)).toMatchObject({ emRoot: 'SIENTERPRISEMANAGER-FOLDER', agents: 'agents.xml' });
});

test.each([
  ['sql', 'tp_read', { sqlUser: 'tp_read' }],
  ['windows', 'CONTOSO\\tp', { sqlAuth: 'ntlm', sqlDomain: 'CONTOSO', sqlUser: 'tp' }],
  ['windows', 'tp', { sqlAuth: 'ntlm', sqlDomain: 'DOMAIN', sqlUser: 'LOGIN' }],
  ['windows', null, { sqlAuth: 'integrated' }],
  ['azure', null, { sqlAuth: 'azure-default' }],
] as const)('a login of kind %s is given as gather wants it', (authentication, name, expected) => {
  const inventory = {
    ...contoso,
    database: { ...contoso.database, login: { authentication, name } },
  } as Inventory;
  expect(parse(formatGatherCommands(inventory).gather)).toMatchObject(expected);
});

test('what a shell would obey, or nobody knows, is left to the reader, and a source is named once where gather takes one', () => {
  const hostile = ['$(reboot)', 'a"; rm -rf /', '`x`', '--facts'].flatMap((target) =>
    ['agent-list', 'policy-export', 'manual'].map((kind, at) => ({ id: `${kind}${at}`, kind, target })),
  );
  const inventory: Inventory = { ...contoso, environment: '%PATH%', sources: hostile };
  const { gather } = formatGatherCommands(inventory);
  expect(parse(gather)).toMatchObject({
    environment: 'NAME',
    agents: 'AGENT-LIST',
    policyExport: Array(4).fill('POLICY-EXPORT'),
  });
  const bare = parse(formatGatherCommands({ ...contoso, sources: [] }).gather);
  expect(bare).toMatchObject({
    sqlServer: 'SQL-SERVER',
    agents: 'AGENT-LIST',
    emRoot: 'SIENTERPRISEMANAGER-FOLDER',
  });
});

test('the first step of every hop is to gather, and no step has a command with a gap', () => {
  for (const [at, hop] of planFor(contoso, '8.1').hops.entries()) {
    const [first] = hop.steps;
    // The hop before may have moved the server.
    if (at > 0) expect(parse(first?.run ?? '').emRoot).toBe('SIENTERPRISEMANAGER-FOLDER');
    expect(first?.id).toBe('inventory-kept');
    expect(parse(first?.run ?? '')).toMatchObject({
      environment: 'contoso-prod',
      output: `before-${hop.to}.json`,
    });
    const texts = hop.steps.flatMap(({ detail, run = '', verify = '' }) => [detail, run, verify]);
    expect(texts.filter((text) => /tp-doctor[^.]*…|\{/.test(text))).toEqual([]);
  }
});
