import { groupByMessage } from '../../../src/engine/findings/group-by-message';
import type { Finding } from '../../../src/model/report';

test('findings of one message are said once, with their subjects in order', () => {
  const findings = [
    ['old', 'DC01'],
    ['new', 'DC02'],
    ['old', 'DC00'],
  ].map(([message, subject]) => ({ message, subject }) as Finding);
  expect(groupByMessage(findings)).toEqual([
    { message: 'old', subjects: ['DC01', 'DC00'] },
    { message: 'new', subjects: ['DC02'] },
  ]);
});
