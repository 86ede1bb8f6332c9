import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../src/model/report';
import { NOW, ROOT, run } from '../cli/run';

/** The part of an inventory that tests change. */
export interface SampleInventory {
  environment: string;
  agents: Record<string, unknown>[];
  sources: Record<string, unknown>[];
  [section: string]: unknown;
}

export function sampleInventory(name = 'fabrikam-not-ready'): SampleInventory {
  return JSON.parse(
    readFileSync(join(ROOT, 'fixtures/inventories', `${name}.json`), 'utf8'),
  ) as SampleInventory;
}

/** Runs the built tool on inventories, each an object or the text of a file, and returns what it printed. */
function check(inventories: readonly unknown[], format: string, config: object): string {
  const cwd = mkdtempSync(join(tmpdir(), 'tp-doctor-run-'));
  try {
    writeFileSync(join(cwd, 'tp-doctor.config.json'), JSON.stringify(config));
    const files = inventories.map((inventory, at) => {
      const text = typeof inventory === 'string' ? inventory : JSON.stringify(inventory);
      writeFileSync(join(cwd, `estate-${at}.json`), text);
      return `estate-${at}.json`;
    });
    const ran = run(['check', ...files, '--target', '7.4', '--now', NOW, '--format', format], { cwd });
    if (ran.stdout === '') throw new Error(`tp-doctor ended with ${ran.code}: ${ran.stderr}`);
    return ran.stdout;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

export function htmlOf(inventories: readonly unknown[], config: object = {}): string {
  return check(inventories, 'html', config);
}

export function jsonOf(inventory: unknown, config: object = {}): Report {
  return JSON.parse(check([inventory], 'json', config)) as Report;
}

/** An estate that is ready but for agents too old: two findings for each, from two rules. */
export function oldAgents(number: number): SampleInventory {
  const inventory = sampleInventory('contoso-7.3.9');
  const [first] = inventory.agents;
  const agents = Array.from({ length: number }, (_, at) => {
    const name = `DC${String(at).padStart(5, '0')}`;
    const address = `10.1.${Math.floor(at / 250)}.${at % 250}`;
    return { ...first, name, address, fqdn: `${name}.contoso.com`.toLowerCase(), version: '7.3.8.12' };
  });
  // No NAS proxy, as the list of agents would not have it.
  return { ...inventory, agents, activityMonitor: { agents: [] } };
}

/** Two that are in use, of which one ends soon, and one that has expired. */
export const WAIVERS = {
  waivers: [
    { rule: 'agent-queue-drained', reason: 'Drains <b>tonight</b>', owner: 'Ops', expires: '2026-11-25' },
    { rule: 'reporting-module-current', reason: 'Elevated console', owner: 'Ops', expires: '2027-11-25' },
    { rule: 'sql-separate-host', reason: 'Long ago', owner: 'Ops', expires: '2026-01-01' },
  ],
};
