import { summarize } from '../../src/engine/verdict/verdict';
import type { Question, Report } from '../../src/model/report';
import { formatHtml } from '../../src/report/html/report';
import { formatMarkdown } from '../../src/report/formats/markdown';
import { formatTable } from '../../src/report/formats/table';
import { formatHeadline } from '../../src/report/view/estate';
import { listQuestions } from '../../src/report/view/questions';
import { fleet, OPTIONS, report, result } from '../support/report/report-sample';

const asked = (id: string): Question => ({
  id,
  ask: `What of ${id}?`,
  fields: [`/x/${id}`],
  owner: 'directory',
});
const results = [
  result('rule-a', 'unknown', { question: asked('first'), evidence: 'facts', reason: 'not known' }),
  result('rule-b', 'unknown', { question: asked('second'), reason: 'not known' }),
  result('rule-c', 'unknown', { question: asked('first'), reason: 'not known' }),
  result('rule-d', 'fail', { question: asked('third') }),
  result('rule-e', 'unknown', { reason: 'not known' }),
];
const sample: Report = report(results, { summary: summarize(results) });

test('a question is listed once, with every rule that waits for it, and none that has found something', () => {
  expect(listQuestions([...results, ...results]).map(({ question, rules }) => [question.id, rules])).toEqual([
    ['first', ['rule-a', 'rule-c']],
    ['second', ['rule-b']],
  ]);
});

test('the line of coverage counts questions apart', () => {
  expect(formatHeadline(sample)).toContain('1 of 5 judged; 2 questions wait for a person');
  const one = results.slice(0, 1);
  expect(formatHeadline(report(one, { summary: summarize(one) }))).toContain(
    '; 1 question waits for a person',
  );
  expect(formatHeadline(report([]))).not.toContain('question');
});

test.each([
  ['table', formatTable(fleet(sample), { ...OPTIONS, width: 120 })],
  ['markdown', formatMarkdown(fleet(sample), OPTIONS)],
  ['html', formatHtml(fleet(sample))],
])('%s asks each question once and says where the answer is written', (_format, text) => {
  expect(text.split('What of first?')).toHaveLength(2);
  expect(text.split('What of second?')).toHaveLength(2);
  expect(text).not.toContain('What of third?');
  expect(text).toContain('/x/first in a file given to --facts');
  expect(text).toContain('2 questions wait for a person');
  for (const { ruleId } of results) expect(text).toContain(ruleId);
});
