import { Scope, type Run } from '../../../src/engine/scope/scope';
import type { Validate } from '../../../src/model/rule';

/** A question, from what its keywords say: yes, no, or the pointers to what they cannot read. */
type Answer = boolean | string;

/** As a compiled schema asks its keywords: all of them, or one of them under "not". */
const all = (...answers: Answer[]) => ask(answers, (held) => !held.includes(false));
const not = (...answers: Answer[]) => ask(answers, (held) => held.includes(false));

function ask(answers: readonly Answer[], decide: (held: boolean[]) => boolean): Validate {
  return (scope) => {
    const doubt = (path: string) => (scope as Scope).doubt({ unreadable: 'is odd' }, path) === undefined;
    return decide(answers.map((one) => (typeof one === 'string' ? doubt(one) : one)));
  };
}

const newScope = () => new Scope({} as Run, {});

test.each<[string, Validate, boolean | undefined]>([
  ['all hold', all(true, true), true],
  ['one does not', all(true, false), false],
  ['one cannot be read', all(true, '/a'), undefined],
  ['one does not, so what cannot be read does not matter', all(false, '/a'), false],
  ['under "not" it does not matter either', not(false, '/a'), true],
  ['one that cannot be read, under "not"', not('/a'), undefined],
  ['two that cannot be read, which may be one of each', not(false, '/a', '/b'), undefined],
  ['two questions about one thing', not(false, '/a', '/a'), true],
  ['three, of which the last is another thing', not(false, '/a', '/a', '/b'), undefined],
  ['several that cannot be read, and one that does not hold', all(false, '/a', '/b'), false],
])('whether a subject fits: %s', (_what, schema, fits) => {
  expect(newScope().fits(schema)).toBe(fits);
});

test('what leaves a question open is the first thing that could not be read, of that question alone', () => {
  const scope = newScope();
  expect(scope.openFor).toBeUndefined();
  scope.fits(all('/a', '/b'));
  expect(scope.openFor).toEqual({ path: '/a', because: 'is odd' });
  expect(scope.fits(all(true))).toBe(true);
  expect(scope.openFor).toBeUndefined();
  scope.fits((given) => (given as Scope).doubt({ unreadable: '', at: '/there' }, '/here') === undefined);
  expect(scope.openFor).toEqual({ path: '/there', because: '' });
});

test('a schema is given the scope, and asked once where everything can be read, as nearly always', () => {
  const scope = newScope();
  const given: unknown[] = [];
  scope.fits((data, context) => given.push(data, context?.rootData) > 0);
  expect(given).toEqual([scope, scope]);
});
