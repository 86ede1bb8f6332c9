import type { Result } from '../../model/report';
import { escapeMarkdown, markdownCode, markdownTable } from '../text/markdown';
import { escapeControls } from '../text/control-characters';
import type { Painter } from '../text/terminal';
import { wrap } from '../text/wrap';
import { formatAnswer, listQuestions, QUESTIONS_HEADING } from './questions';

/** For a terminal: each question once, with where its answer is written and what waits for it; nothing where none is open. */
export function formatQuestions(results: readonly Result[], paint: Painter, width: number): string[] {
  const lines = listQuestions(results).flatMap(({ question, rules }) => [
    ...wrap(escapeControls(`${question.ask} (${question.owner})`), width - 2).map((line) => `  ${line}`),
    ...wrap(escapeControls(`Answer: ${formatAnswer(question)}; for ${rules.join(', ')}`), width - 4).map(
      (line) => `    ${paint('magenta', line)}`,
    ),
  ]);
  return lines.length === 0 ? [] : [[paint('bold', QUESTIONS_HEADING), ...lines].join('\n')];
}

/** The same as a table of Markdown. */
export function formatQuestionTable(results: readonly Result[]): string[] {
  const rows = listQuestions(results).map(({ question, rules }) => [
    ...[question.ask, question.owner, formatAnswer(question)].map(escapeMarkdown),
    rules.map(markdownCode).join(', '),
  ]);
  return rows.length === 0 ? [] : markdownTable(['Question', 'Who knows', 'Answer', 'Rules'], rows);
}
