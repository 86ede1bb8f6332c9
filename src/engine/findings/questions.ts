import type { Question } from '../../model/report';
import type { Rule } from '../../model/rule';
import { listPathOf, parseInventoryPointer } from '../values/pointers';
import type { Found } from './findings';

/** What a rule found, and the patterns of all evidence that was missing. */
export interface Judged {
  findings: readonly Found[];
  /** Number of objects that were judged. */
  checked: number;
  missing: ReadonlySet<string>;
}

/** The question that all missing evidence is an answer to: one of the rule's own, or of rules/questions.json. */
export function findQuestion(
  { question }: Pick<Rule, 'question'>,
  missing: ReadonlySet<string>,
  questions: readonly Question[],
): Question | undefined {
  if (missing.size === 0) return undefined;
  const isAnswer = ({ fields }: Question) => [...missing].every((pattern) => fields.includes(pattern));
  return [...(question ? [question] : []), ...questions].find(isAnswer);
}

/**
 * Whether what is missing waits for one answer, as nobody has given it for any object. It is about the estate as it is now:
 * what was not known before an upgrade, and a list that its source could not read to the end, are no questions.
 */
export function isUnanswered({ findings, checked, missing }: Judged): boolean {
  const open = findings.filter(({ kind }) => kind !== 'violation');
  const areAbsent = open.every(
    (found) =>
      found.kind === 'no-evidence' && found.missing.root === 'inventory' && !found.missing.incomplete,
  );
  const isOfEach = [...missing].some((pattern) => pattern.includes('/*'));
  return areAbsent && (!isOfEach || (open.length === findings.length && open.length >= checked));
}

/** Where one question is asked of many objects: what is said of all of them, and the list that they are in. */
export function describeOpen({ checked, missing }: Judged): { path: string; key: string; reason: string } {
  const [key = ''] = missing;
  const [path = ''] = key.split('/*');
  const field = listPathOf(parseInventoryPointer(key))
    .slice(path.length + 1)
    .replaceAll('/', '.');
  const many = path === key ? '' : ` of any of the ${checked}`;
  return { path, key, reason: `${field || path.slice(1)} is not known${many}` };
}
