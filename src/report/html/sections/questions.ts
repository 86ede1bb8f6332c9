import type { Result } from '../../../model/report';
import { formatAnswer, listQuestions, QUESTIONS_HEADING } from '../../view/questions';
import { html, type Markup } from '../markup/markup';
import { card, stackTable } from '../markup/tables';

/** What only a person can answer, each question once; nothing where none is open. */
export function questionTable(results: readonly Result[]): Markup | null {
  const rows = listQuestions(results).map(({ question, rules }) => [
    question.ask,
    question.owner,
    formatAnswer(question),
    html`<code>${rules.join(', ')}</code>`,
  ]);
  if (rows.length === 0) return null;
  return card(QUESTIONS_HEADING, stackTable(['Question', 'Who knows', 'Answer', 'Rules'], rows));
}
