import { namesProduct, parseProduct } from '../../../src/engine/values/products';

test.each([
  ['Change Auditor', 'changeauditor', true],
  ['ChangeAuditor', 'changeauditor', true],
  ['Change-Auditor 7.1', 'changeauditor', true],
  ['Quest Change Auditor Agent', 'changeauditor', true],
  ['ＣｈａｎｇｅAuditor', 'changeauditor', true],
  // All small letters: nobody can say where its words are, if the name is long.
  ['changeauditoragent', 'changeauditor', true],
  ['interchangeauditor', 'changeauditor', false],
  ['interchange auditor', 'changeauditor', false],
  ['Exchange Auditor', 'changeauditor', false],
  ['Change Auditoragent', 'changeauditor', false],
  ['Auditors', 'auditor', false],
  ['auditors auditor', 'auditor', true],
  // Nine letters are long, eight are not.
  ['abcdefghij', 'abcdefghi', true],
  ['abcdefghij', 'abcdefgh', false],
  ['', 'auditor', false],
])('%s names %s: %s', (text, name, named) => {
  expect(namesProduct(parseProduct(text), name)).toBe(named);
});

test('words begin at capitals, numbers and signs', () => {
  const { letters, starts, ends } = parseProduct('ADAudit Plus 2019');
  expect([letters, [...starts], [...ends]]).toEqual(['adauditplus2019', [0, 2, 7, 11], [2, 7, 11, 15]]);
});
