import { hash } from 'node:crypto';
import { firstLabel, hostOf, type HostName } from '../values/hosts';
import { patternOf, valueAt } from '../values/pointers';
import { fillTemplate } from './template';

/** How an object is called in a report, and the key by which it is known again in another run. */
export interface SubjectName {
  label: string;
  key: string;
}

/** Names a subject by its rule's template; `{host}` is the host that a row stands for, however it is written. */
export function nameSubject(template: string, subject: unknown, layers: readonly unknown[]): SubjectName {
  const host = template.includes('{host}') ? hostOf(subject) : undefined;
  const computed = host ? { host: hostLabel(subject) } : {};
  const label =
    fillTemplate(template, [computed, subject, ...layers], '')
      .replace(/^\\+/, '')
      .trim() || '(unnamed)';
  if (!host) return { label, key: label.toLowerCase() };
  return {
    label,
    key: fillTemplate(template, [{ host: hostKey(host) }, subject, ...layers], '').toLowerCase(),
  };
}

/** Names what is not there, by the host that it is missing at where there is one; never by its position. */
export function nameMissing(path: string, owner: unknown): SubjectName {
  const pattern = patternOf(path);
  const host = hostOf(owner);
  if (!host) return { label: pattern.slice(1) || 'inventory', key: pattern };
  const list = pattern.slice(pattern.lastIndexOf('/') + 1);
  return { label: `${list} of ${hostLabel(owner)}`, key: `${pattern} ${hostKey(host)}` };
}

/** A host's key is the same for CONTOSO\DC01, DC01 of contoso.com and dc01.contoso.com. */
function hostKey(host: HostName): string {
  return host.domain === undefined ? host.name : `${firstLabel(host.domain)}\\${host.name}`;
}

function hostLabel(subject: unknown): string {
  const [name, host, domain] = [['name'], ['host'], ['domain']].map((tokens) => valueAt(subject, tokens));
  const text = String(name ?? host);
  const isComplete = typeof domain !== 'string' || domain === '' || text.includes('\\') || text.includes('.');
  return isComplete ? text : `${domain}\\${text}`;
}

/** `sha256:` over environment, rule id and subject key (contracts, section 4). */
export function fingerprintOf(environment: string, ruleId: string, key: string): string {
  return `sha256:${hash('sha256', JSON.stringify([environment, ruleId, key]))}`;
}
