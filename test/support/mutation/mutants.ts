import { escapeToken } from '../../../src/engine/values/pointers';
import { withValue, without, type Document } from '../estates/changes';

/** One small change of knowledge: a rule, a target, a row of a table or a step that says something else. */
export interface Mutant {
  /** Where, as a JSON pointer, and what: `/assert/properties/cpuCores/minimum: 4 → 5`. */
  name: string;
  document: Document;
}

/** Texts for people, and what only points to other places: nobody is judged by them. */
const NOT_JUDGED = new Set([
  '$schema',
  'category',
  'detail',
  'expected',
  'facts',
  'failureTitle',
  'message',
  'minimumAgentFacts',
  'noneReason',
  'otherwise',
  'phase',
  'reference',
  'references',
  'remediation',
  'schemaVersion',
  'subject',
  'title',
  'run',
  'verify',
]);

/** Every small change of a document of knowledge: each number, flag and text, each element and each part. */
export function mutantsOf(document: Document): Mutant[] {
  const mutants: Mutant[] = [];
  const visit = (value: unknown, path: string, isRemovable: boolean) => {
    if (isAbsenceMeant(value)) return;
    if (isRemovable) mutants.push({ name: `${path}: removed`, document: without(document, path) });
    for (const other of othersOf(value))
      mutants.push({
        name: `${path}: ${JSON.stringify(value)} → ${JSON.stringify(other)}`,
        document: withValue(document, path, other),
      });
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value))
      if (Array.isArray(value) || !NOT_JUDGED.has(key)) visit(inner, `${path}/${escapeToken(key)}`, true);
  };
  for (const [key, value] of Object.entries(document))
    if (!NOT_JUDGED.has(key) && key !== 'id') visit(value, `/${escapeToken(key)}`, !NEEDED.has(key));
  return mutants;
}

/** Of a need that asks nothing there is nothing to notice: the linter alone reads it. */
function isAbsenceMeant(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'unless' in value && value.unless === true;
}

/** A rule or step without it is refused, which proves nothing about the examples. */
const NEEDED = new Set(['id', 'level', 'each', 'needs', 'assert', 'steps', 'lines']);

function othersOf(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1].filter((other) => other >= 0);
  if (typeof value === 'boolean') return [!value];
  return typeof value === 'string' ? textsBeside(value) : [];
}

const LEVELS: Record<string, string[]> = {
  fail: ['warn'],
  warn: ['fail'],
  skip: ['unknown'],
  pass: ['skip', 'unknown'],
  unknown: ['skip', 'pass'],
  equal: ['mention'],
  mention: ['equal'],
};

function textsBeside(text: string): string[] {
  const known = LEVELS[text];
  if (known) return known;
  if (/^P[0-9TDWHMS]+$/.test(text)) return stepsOf(text);
  if (/^[<>=~^ 0-9.|-]*[0-9][<>=~^ 0-9.|-]*$/.test(text)) return rangesBeside(text);
  return [withOtherEnd(text)];
}

/** With another last letter: what is added may be no part of a word, or may leave the text within the other. */
function withOtherEnd(text: string): string {
  return text.slice(0, -1) + (text.endsWith('q') ? 'z' : 'q');
}

/** Each number of a text one up and one down. */
function stepsOf(text: string): string[] {
  return [...text.matchAll(/[0-9]+/g)].flatMap(({ 0: digits, index }) =>
    [Number(digits) + 1, Number(digits) - 1]
      .filter((other) => other >= 0)
      .map((other) => text.slice(0, index) + String(other) + text.slice(index + digits.length)),
  );
}

/** A range with another bound, another comparison, or one alternative or bound less. */
function rangesBeside(range: string): string[] {
  const bounds = [...range.matchAll(/([0-9]+)(?![.0-9])/g)].flatMap(({ 0: last, index }) =>
    [Number(last) + 1, Number(last) - 1]
      .filter((other) => other >= 0)
      .map((other) => range.slice(0, index) + String(other) + range.slice(index + last.length)),
  );
  const comparisons = [...range.matchAll(/>=|<=|>|</g)].map(({ 0: sign, index }) => {
    const other = sign.endsWith('=') ? sign.slice(0, 1) : `${sign}=`;
    return range.slice(0, index) + other + range.slice(index + sign.length);
  });
  return [...bounds, ...comparisons, ...withoutOne(range, ' || '), ...withoutOne(range, ' ')];
}

function withoutOne(text: string, separator: string): string[] {
  const parts = text.split(separator);
  if (parts.length < 2 || (separator === ' ' && text.includes('||'))) return [];
  return parts.map((_part, at) => parts.filter((_other, where) => where !== at).join(separator));
}
