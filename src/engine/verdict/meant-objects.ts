import type { Finding } from '../../model/report';
import type { Rule } from '../../model/rule';
import { domainsOf, hostKey, namesOf, type DnsOf } from '../findings/host-keys';
import { nameSubject, UNNAMED } from '../findings/subjects';
import type { Run } from '../scope/scope';
import { parseInventoryPointer, placesIn } from '../values/pointers';

type Named = Pick<Finding, 'subject' | 'key'>;

/**
 * The objects of one rule, by all names that a waiver may give them: as reports show it, the key, and another spelling of a host
 * that the inventory proves equal. Rows that hold count too: one of them may be what was meant.
 */
export class MeantObjects {
  private rows: Map<string, Set<string>> | undefined;
  private readonly dnsOf: DnsOf;

  constructor(
    private readonly rule: Rule,
    private readonly run: Run,
  ) {
    this.dnsOf = domainsOf([run.inventory, run.before]);
  }

  /** Whether a subject is a name of what a finding is about; never of what has no name. */
  isMeant(subject: string, { subject: label, key }: Named): boolean {
    const name = plainName(subject);
    if (name === UNNAMED || label === UNNAMED) return false;
    return name === label.toLowerCase() || name === key || this.keyOf(name) === key;
  }

  /** The keys of all objects that a subject is a name of. */
  findKeys(subject: string): string[] {
    const name = plainName(subject);
    this.rows ??= this.indexRows();
    return [...new Set([...(this.rows.get(name) ?? []), ...(this.rows.get(this.keyOf(name)) ?? [])])].sort();
  }

  private indexRows(): Map<string, Set<string>> {
    const rows = new Map<string, Set<string>>();
    for (const { value } of placesIn(this.run, parseInventoryPointer(this.rule.each))) {
      if (value === undefined || value === null) continue;
      const { label, key } = nameSubject(this.rule.subject, value, [], this.dnsOf);
      for (const name of new Set([label.toLowerCase(), key]))
        rows.set(name, (rows.get(name) ?? new Set()).add(key));
    }
    return rows;
  }

  /** The key of a name whose last word is a host. */
  private keyOf(name: string): string {
    if (!this.rule.subject.includes('{host}')) return name;
    const at = name.lastIndexOf(' ') + 1;
    const names = namesOf({ name: name.slice(at) });
    return names ? `${name.slice(0, at)}${hostKey(names, this.dnsOf)}` : name;
  }
}

function plainName(subject: string): string {
  return subject.trim().toLowerCase();
}
