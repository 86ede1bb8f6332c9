import type { Inventory } from '../../model/inventory';
import type { EvidenceTask, Result } from '../../model/report';
import { findHint, formatField, type EvidenceHints, type Supplier } from '../findings/missing';
import { fillTemplate } from '../findings/template';
import { quoteArgument } from '../values/arguments';

/** What the commands are filled in from: an inventory, and the file that it was read from. */
export interface Known {
  inventory: Inventory;
  file: string;
  /** What is upgraded to. */
  target: string;
}

/** A task, with all that waits for it. */
interface Task extends Pick<EvidenceTask, 'action' | 'command' | 'owner'> {
  fields: Set<string>;
  results: Set<Result>;
}

/** What is to be done for the missing evidence, grouped by what supplies it, most blocking rules first. */
export function listEvidence(results: readonly Result[], hints: EvidenceHints, known: Known): EvidenceTask[] {
  const tasks = new Map<string, Task>();
  for (const result of results.filter(lacksEvidence)) {
    for (const pattern of result.lacks ?? []) {
      const by = result.question ? 'facts' : findHint(hints, pattern)?.by;
      if (by === undefined) continue;
      const key = result.question?.id ?? by;
      const task = tasks.get(key) ?? createTask(by, result, hints, known);
      if (!task) continue;
      tasks.set(key, task);
      task.fields.add(formatField(pattern.slice(1)));
      task.results.add(result);
    }
  }
  return [...tasks.values()].map(finishTask).sort(byWeight);
}

export function lacksEvidence({ findings }: Pick<Result, 'findings'>): boolean {
  return findings.some(({ kind, waiver }) => kind === 'no-evidence' && waiver === null);
}

function createTask(
  by: string,
  { question }: Result,
  { suppliers }: EvidenceHints,
  known: Known,
): Task | undefined {
  const supplier = suppliers[by];
  return (
    supplier && {
      action: question ? `${question.ask} ({fields})` : supplier.action,
      command: formatCommand(supplier, known),
      owner: question?.owner ?? supplier.owner,
      fields: new Set(),
      results: new Set(),
    }
  );
}

function finishTask({ action, command, owner, fields, results }: Task): EvidenceTask {
  const concerned = [...results].sort((a, b) => Number(canBlock(b)) - Number(canBlock(a)));
  const open = concerned.flatMap(({ findings }) => findings.filter(({ kind }) => kind === 'no-evidence'));
  return {
    action: action
      .replace('{fields}', () => list([...fields]))
      .replace('{names}', () => list([...fields].map((field) => field.replace(/^.*[.]/, '')))),
    command,
    owner,
    rules: concerned.map(({ ruleId }) => ruleId),
    subjects: new Set(open.map(({ key, subject }) => key ?? subject)).size,
    blocking: concerned.filter(canBlock).length,
  };
}

function list(names: readonly string[]): string {
  return [...names].sort().join(', ');
}

function canBlock({ level }: Result): boolean {
  return level === 'fail';
}

function byWeight(a: EvidenceTask, b: EvidenceTask): number {
  return b.blocking - a.blocking || b.rules.length - a.rules.length || (a.action < b.action ? -1 : 1);
}

/** The command that adds evidence to an inventory, with all that this tells of its estate. */
export function formatCommand(
  { arguments: more = '', command }: Pick<Supplier, 'arguments' | 'command'>,
  { inventory, file, target }: Known,
): string {
  const whole = file === '-' ? 'inventory.json' : file;
  const output = whole === 'inventory.json' ? '' : ' --output {inventory}';
  const { database, enterpriseManager, environment, sources } = inventory;
  const targetOf = (source: string) => sources.find(({ kind }) => kind === source)?.target;
  const values = {
    environment,
    target,
    inventory: whole,
    folder: enterpriseManager?.installPath ?? targetOf('enterprise-manager'),
    server: database?.server ?? targetOf('sql-server'),
    login: database?.login?.authentication === 'sql' ? database.login.name : undefined,
    url: targetOf('activity-monitor'),
  };
  const safe = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? quoteArgument(value) : undefined,
  ]);
  const gather = `tp-doctor gather --environment {environment} --merge {inventory}${output} ${more}`;
  return fillTemplate(command ?? gather, [Object.fromEntries(safe), PLACEHOLDERS]).trimEnd();
}

/** What stands for what the inventory does not tell, or tells in signs that mean something to a shell. */
const PLACEHOLDERS = {
  environment: 'NAME',
  inventory: 'INVENTORY',
  folder: 'SIENTERPRISEMANAGER-FOLDER',
  backup: 'BACKUP-FOLDER',
  server: 'SQL-SERVER',
  login: 'LOGIN',
  url: 'URL',
  client: 'CLIENT-ID',
};
