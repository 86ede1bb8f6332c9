import type { Question, Result } from '../../model/report';
import { findHint, formatField, type EvidenceHints, type Hint } from '../findings/missing';
import { isAtOrBelow } from '../values/pointers';
import { lacksEvidence } from './evidence';

/** Something that a person can supply in a facts file, and nobody has. */
export interface OpenFact {
  /** Pointer of a value, or of a list as a whole. */
  pointer: string;
  question: string;
  owner: string;
  /** Ids of the rules that wait for it. */
  rules: string[];
}

/** What an estate lacks and a facts file may hold, by pointer. */
export function listOpenFacts(
  results: readonly Result[],
  hints: EvidenceHints,
  questions: readonly Question[],
): OpenFact[] {
  const facts = new Map<string, OpenFact>();
  for (const { ruleId, lacks = [], question } of results.filter(lacksEvidence)) {
    const own = question ? [question, ...questions] : questions;
    for (const pattern of lacks) {
      const asked = findAsked(pattern, hints, own);
      if (!asked) continue;
      const { rules = [] } = facts.get(asked.pointer) ?? {};
      facts.set(asked.pointer, { ...asked, rules: [...new Set([...rules, ruleId])].sort() });
    }
  }
  const all = [...facts.values()];
  // What stands below another one answers that too.
  return all.filter(
    ({ pointer }) => !all.some((other) => other.pointer !== pointer && isAtOrBelow(other.pointer, pointer)),
  );
}

/** What is asked for the evidence at `pattern`; undefined where no person supplies it. */
function findAsked(
  pattern: string,
  hints: EvidenceHints,
  questions: readonly Question[],
): Omit<OpenFact, 'rules'> | undefined {
  const [pointer = ''] = pattern.split('/*');
  const found = questions.find(({ fields }) => fields.includes(pattern));
  if (found) return { pointer, question: found.ask, owner: found.owner };
  const hint = findHint(hints, pattern);
  if (!hint || !canBeTyped(pattern, hint)) return undefined;
  const owner = hints.suppliers[hint.by]?.owner ?? 'you';
  return { pointer, question: `What is ${formatField(pointer.slice(1))}?`, owner };
}

/** A list that a source reads is not for people to write. */
function canBeTyped(pattern: string, { by, text }: Hint): boolean {
  if (!text.includes('--facts')) return false;
  return by === 'facts' || !pattern.includes('/*');
}
