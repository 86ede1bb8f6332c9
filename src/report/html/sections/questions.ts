import type { Report } from '../../../model/report';
import { formatAnswer, listQuestions, QUESTIONS_HEADING } from '../../view/questions';
import { listUnasked } from '../../view/tasks';
import { html, type Markup } from '../markup/markup';
import { card, stackTable } from '../markup/tables';

/** What only a person can answer and no thing to do asks, each question once; nothing where none is open. */
export function questionTable(report: Report): Markup | null {
  const rows = listQuestions(listUnasked(report)).map(({ question, rules }) => [
    question.ask,
    question.owner,
    formatAnswer(question),
    html`<code>${rules.join(', ')}</code>`,
  ]);
  if (rows.length === 0) return null;
  return card(QUESTIONS_HEADING, stackTable(['Question', 'Who knows', 'Answer', 'Rules'], rows));
}
