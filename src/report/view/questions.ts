import type { Question, Result, Summary } from '../../model/report';

/** A question that a person has to answer, and the rules that wait for it. */
export interface OpenQuestion {
  question: Question;
  rules: string[];
}

/** The heading of what only a person can answer. */
export const QUESTIONS_HEADING = 'Questions that wait for a person';

/** Each question once, in the order of the results that wait for it; of several hops of a plan all together. */
export function listQuestions(results: readonly Result[]): OpenQuestion[] {
  const open = new Map<string, OpenQuestion>();
  for (const { status, question, ruleId } of results) {
    if (status !== 'unknown' || !question) continue;
    const known = open.get(question.id) ?? { question, rules: [] };
    open.set(question.id, known);
    if (!known.rules.includes(ruleId)) known.rules.push(ruleId);
  }
  return [...open.values()];
}

/** `; 4 questions wait for a person`, to follow how many rules had evidence; empty where none does. */
export function formatWaiting({ coverage: { questions = 0 } }: Pick<Summary, 'coverage'>): string {
  if (questions === 0) return '';
  return questions === 1 ? '; 1 question waits for a person' : `; ${questions} questions wait for a person`;
}

/** Where the answer is written: `/enterpriseManager/adUserCount in a file given to --facts`. */
export function formatAnswer({ fields }: Question): string {
  return `${fields.join(' and ')} in a file given to --facts`;
}
