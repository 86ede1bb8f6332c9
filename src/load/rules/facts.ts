import type { Fact } from '../../model/explanation';

const ROW = /^\| ([A-Z]\d+) +\|(.*)\|([^|]*)\|[^|]*\|$/;

/** The facts of docs/facts.md in their order, from its text. */
export function parseFacts(page: string): Fact[] {
  let topic = '';
  const facts: Fact[] = [];
  for (const line of page.split('\n')) {
    topic = /^## [A-Z]\. (.*)$/.exec(line)?.[1] ?? topic;
    const [, id, text = '', where = ''] = ROW.exec(line) ?? [];
    if (id !== undefined)
      facts.push({ id, topic, text: text.trim().replaceAll('\\|', '|'), page: where.trim() });
  }
  return facts;
}
