import type { MissingEvidence } from '../../model/inventory';
import { SqlFault } from './connection/sql-fault';
import type { Question } from './queries';
import type { Session } from './connection/session';
import { queryFault } from './fault-messages';

/** What is to be said beside the sections. */
export interface Findings {
  missing: MissingEvidence[];
  remarks: string[];
}

/**
 * Asks one question after the other; what one of them cannot supply goes to `findings.missing` under the JSON pointer
 * `at`, and the others are asked all the same.
 */
export async function askAll<T extends object>(
  session: Session,
  questions: Question<T>[],
  at: string,
  parameters: Record<string, string>,
  findings: Findings,
): Promise<Partial<T>> {
  const answers: Partial<T> = {};
  for (const question of questions) {
    const { answer, reason } = await ask(session, question, parameters);
    for (const field of question.fields) {
      const value = answer[field];
      if (value === undefined) findings.missing.push({ path: `${at}/${field}`, reason });
      else if (value !== null) answers[field] = value;
    }
  }
  return answers;
}

async function ask<T>(
  session: Session,
  question: Question<T>,
  parameters: Record<string, string>,
): Promise<{ answer: Partial<T>; reason: string }> {
  try {
    const rows = await session.query(question.sql, parameters);
    return {
      answer: question.read(rows),
      reason: `${question.reads}: ${question.otherwise ?? `holds nothing of this; it needs ${question.needs}`}`,
    };
  } catch (fault) {
    if (!(fault instanceof SqlFault)) throw fault;
    return { answer: {}, reason: queryFault(fault, question) };
  }
}
