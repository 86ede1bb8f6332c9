import type { Fault, Problem } from '../../model/rule';
import { parseTokens, valueAt } from '../values/pointers';

/** What a failed assertion says: the first domain keyword's problem, else ajv's own complaint made plain. */
export function problemOf(faults: readonly Fault[], scope: unknown): Problem {
  const fault = faults.find((one) => isProblem(one.params.problem)) ?? faults[0];
  if (!fault) return {};
  const value = valueAt(scope, parseTokens(fault.instancePath)) ?? null;
  // A whole subject is no value that somebody could put right.
  const actual = typeof value === 'object' && !Array.isArray(value) ? null : value;
  const problem = fault.params.problem;
  if (isProblem(problem)) return { actual, ...problem };
  return { actual, expected: formatExpected(fault) };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null;
}

/** What the standard keywords allow, for the column "expected". */
function formatExpected({ keyword, params, message }: Fault): string {
  switch (keyword) {
    case 'const':
      return JSON.stringify(params.allowedValue);
    case 'enum':
      return (params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(' or ');
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${String(params.comparison)}${String(params.limit)}`;
    default:
      return message ?? keyword;
  }
}
