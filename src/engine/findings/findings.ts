import type { Finding } from '../../model/report';
import type { Problem, Rule } from '../../model/rule';
import type { Run } from '../scope/scope';
import { formatPath, type Place } from '../values/pointers';
import { formatMissing, type Missing } from './missing';
import { domainsOf, type DnsOf } from './host-keys';
import { fingerprintOf, nameMissing, nameSubject, type SubjectName } from './subjects';
import { fillTemplate } from './template';

/** What a rule found at one place, as data. A violation has its texts already, as they quote the subject. */
export type Found = SubjectName & { path: string } & (
    | { kind: 'violation'; message: string; actual: unknown; expected: string | null }
    | { kind: 'no-evidence'; missing: Missing }
    | { kind: 'rule-error'; error: string }
  );

/** Makes what one rule finds: names of its subjects, and the texts of its violations. */
export class FindingMaker {
  private readonly layers: readonly unknown[];
  private readonly dnsOf: DnsOf;

  constructor(
    private readonly rule: Rule,
    { target, source, inventory, before }: Run,
    params: Record<string, unknown>,
  ) {
    this.layers = [{ target: target.version, source }, target, params];
    this.dnsOf = domainsOf([inventory, before]);
  }

  violation(place: Place, problem: Problem, message?: string): Found {
    const { rule } = this;
    const layers = [problem, ...this.layers];
    const named = this.name(place, problem);
    return {
      kind: 'violation',
      ...named,
      message: message ?? fillTemplate(problem.message ?? rule.message, [place.value, ...layers]),
      actual: problem.actual ?? null,
      expected: rule.expected ? fillTemplate(rule.expected, layers) : (problem.expected ?? null),
    };
  }

  noEvidence(place: Place, missing: Missing): Found {
    return { kind: 'no-evidence', ...this.name(place, {}), missing };
  }

  ruleError(place: Place, error: unknown): Found {
    const text = error instanceof Error ? error.message : String(error);
    return { kind: 'rule-error', ...this.name(place, {}), error: text };
  }

  private name(place: Place, problem: Problem): SubjectName & { path: string } {
    const path = formatPath(place.root, place.path);
    const named =
      place.value == null
        ? nameMissing(path, place.owner, this.dnsOf)
        : nameSubject(this.rule.subject, place.value, [problem, ...this.layers], this.dnsOf);
    return { ...named, path };
  }
}

/** A finding as reports have it, with its sentence. */
export function formatFinding(found: Found, ruleId: string, run: Run): Finding {
  const { kind, label, key, former, path } = found;
  const { environment } = run.inventory;
  const isViolation = found.kind === 'violation';
  return {
    kind,
    subject: label,
    path,
    message: formatMessage(found, run),
    actual: isViolation ? found.actual : null,
    expected: isViolation ? found.expected : null,
    key,
    fingerprint: fingerprintOf(environment, ruleId, key),
    ...(former === key ? {} : { formerFingerprint: fingerprintOf(environment, ruleId, former) }),
    waiver: null,
  };
}

function formatMessage(found: Found, run: Run): string {
  switch (found.kind) {
    case 'violation':
      return found.message;
    case 'no-evidence':
      return formatMissing(found.missing, found.path, run);
    case 'rule-error':
      return `the rule failed: ${found.error}`;
  }
}
