import { hash } from 'node:crypto';
import { hostOf } from '../values/hosts';
import { patternOf, valueAt } from '../values/pointers';
import { formerHostKey, hostKey, namesOf, type DnsOf } from './host-keys';
import { fillTemplate } from './template';

/** How an object is called in a report, and the keys by which it is known again in another run. */
export interface SubjectName {
  label: string;
  key: string;
  /** Its key in reports of 1.0, where that was another one. */
  former: string;
}

/** Names a subject by its rule's template; `{host}` is the host that a row stands for, however it is written. */
export function nameSubject(
  template: string,
  subject: unknown,
  layers: readonly unknown[],
  dnsOf: DnsOf,
): SubjectName {
  const fill = (host: string | undefined) =>
    template === '{host}' && host !== undefined
      ? host
      : fillTemplate(template, [host === undefined ? {} : { host }, subject, ...layers], '');
  const names = template.includes('{host}') ? namesOf(subject) : undefined;
  const label =
    fill(names && hostLabel(subject, names.name))
      .replace(/^\\+/, '')
      .trim() || UNNAMED;
  const plain = label.toLowerCase();
  if (!names) return { label, key: plain, former: plain };
  const key = fill(hostKey(names, dnsOf)).toLowerCase();
  const host = hostOf(subject);
  return { label, key, former: host ? fill(formerHostKey(host)).toLowerCase() : key };
}

/** The label of an object that has no name. */
export const UNNAMED = '(unnamed)';

/** Names what is not there, by the host that it is missing at where there is one; never by its position. */
export function nameMissing(path: string, owner: unknown, dnsOf: DnsOf): SubjectName {
  const pattern = patternOf(path);
  const names = namesOf(owner);
  if (!names) return { label: pattern.slice(1) || 'inventory', key: pattern, former: pattern };
  const list = pattern.slice(pattern.lastIndexOf('/') + 1);
  const key = `${pattern} ${hostKey(names, dnsOf)}`;
  const host = hostOf(owner);
  return {
    label: `${list} of ${hostLabel(owner, names.name)}`,
    key,
    former: host ? `${pattern} ${formerHostKey(host)}` : key,
  };
}

function hostLabel(subject: unknown, otherwise: string): string {
  const [name, host, domain, fqdn] = ['name', 'host', 'domain', 'fqdn'].map((field) => {
    const text = valueAt(subject, [field]);
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  });
  const text = name ?? host ?? fqdn ?? otherwise;
  const isComplete = domain === undefined || text.includes('\\') || text.includes('.');
  return isComplete ? text : `${domain}\\${text}`;
}

/** `sha256:` over environment, rule id and subject key (contracts, section 4). */
export function fingerprintOf(environment: string, ruleId: string, key: string): string {
  return `sha256:${hash('sha256', JSON.stringify([environment, ruleId, key]))}`;
}
