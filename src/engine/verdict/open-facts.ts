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
    for (const pattern of lacks) {
      const asked = [...(question ? [question] : []), ...questions].find(({ fields }) =>
        fields.includes(pattern),
      );
      const hint = findHint(hints, pattern);
      if (!asked && !canBeTyped(pattern, hint)) continue;
      const [pointer = ''] = pattern.split('/*');
      const fact = facts.get(pointer) ?? {
        pointer,
        question: asked?.ask ?? `What is ${formatField(pointer.slice(1))}?`,
        owner: asked?.owner ?? hints.suppliers[hint?.by ?? '']?.owner ?? 'you',
        rules: [],
      };
      facts.set(pointer, { ...fact, rules: [...new Set([...fact.rules, ruleId])].sort() });
    }
  }
  const all = [...facts.values()];
  // What stands below another one answers that too.
  return all.filter(
    ({ pointer }) => !all.some((other) => other.pointer !== pointer && isAtOrBelow(other.pointer, pointer)),
  );
}

/** A list that a source reads is not for people to write. */
function canBeTyped(pattern: string, hint: Hint | undefined): boolean {
  if (!hint?.text.includes('--facts')) return false;
  return hint.by === 'facts' || !pattern.includes('/*');
}
