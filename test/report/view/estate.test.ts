import { formatHeadline } from '../../../src/report/view/estate';
import { contoso, errorReport, report, result } from '../../support/report/report-sample';

test('a headline has the figures, or the error', () => {
  expect(formatHeadline(contoso())).toBe(
    'contoso-prod: not ready for 7.4, 2 findings waived: 7 rules: 1 fail, 1 warn, 2 unknown, 1 skip, 2 pass; 4 of 6 judged',
  );
  expect(formatHeadline(errorReport())).toBe(
    'no inventory: could not be judged: broken.json: not JSON: unexpected token at line 3; /agents/0: unknown property "nmae"; did you mean "name"?',
  );
  expect(formatHeadline(report([result('r', 'pass')]))).toContain(': 1 rule: ');
});
