import { KEYWORDS } from '../../../engine/keywords';
import type { Keyword, Reads } from '../../../engine/keywords/keyword';
import { parseScopePointer, parseSubjectPointer } from '../../../engine/values/pointers';
import { findMismatch } from './constants';
import { areAlike, find, formatKinds, kindsOf, type Field } from './fields';
import { checkList, checkPointer, checkPointerBelow, type Lint } from './pointers';

/** Holds a domain keyword against what it is asked of, and its pointers against what there is. */
export function checkKeyword(
  lint: Lint,
  name: string,
  value: unknown,
  { at, field, name: of }: { at: string; field: Field; name: string },
): void {
  const keyword = KEYWORDS[name] as Keyword;
  const kinds = kindsOf(field);
  if (!areAlike(keyword.judges ?? [], kinds)) {
    lint.faults.add(
      at,
      `"${name}" reads ${formatKinds(keyword.judges ?? [])}, and here is ${formatKinds(kinds)}`,
    );
    return;
  }
  for (const pointer of findData(value)) checkPointer(lint, pointer, at, 'scope');
  if (!checkValue(lint, keyword, value, at)) return;
  if (name === 'isAnyOf' && Array.isArray(value))
    for (const one of value as string[]) {
      const mismatch = findMismatch(one, field, of);
      if (mismatch !== undefined) lint.faults.add(at, mismatch);
    }
  checkReads(lint, keyword.reads?.(value as never) ?? {}, field, at);
}

function checkReads(lint: Lint, reads: Reads, field: Field, at: string): void {
  const { below = [], anyOfBelow = false, scope = [], indexes = [] } = reads;
  const isThere = (pointer: string) => find(field, parseSubjectPointer(pointer).tokens, true).field;
  if (!anyOfBelow || !below.some(isThere))
    for (const pointer of below) checkPointerBelow(lint, field, pointer, at);
  for (const pointer of scope) checkPointer(lint, pointer, at, 'scope');
  for (const request of indexes) {
    const row = checkList(lint, request.list, at);
    for (const pointer of [request.by, 'value' in request ? request.value : []].flat())
      checkPointerBelow(lint, row, pointer, at);
  }
}

/** The pointers of `$data` within a value. */
function findData(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('$data' in value && typeof value.$data === 'string') return [value.$data];
  return Object.values(value).flatMap(findData);
}

/** Whether the keyword can be made of its value; what is taken from elsewhere counts as the kind of thing that is there. */
function checkValue(lint: Lint, keyword: Keyword, value: unknown, at: string): boolean {
  const { ajv, scope } = lint;
  const faults = SAMPLES.map((sample) => {
    const given = withSamples(value, scope, sample);
    if (given === undefined) return undefined;
    if (!ajv.validate(keyword.valueSchema, given)) return ajv.errorsText(ajv.errors, { dataVar: 'it' });
    return findCompileFault(keyword, given);
  });
  const fault = faults.includes(undefined) ? undefined : faults[0];
  if (fault !== undefined) lint.faults.add(at, fault);
  return fault === undefined;
}

function findCompileFault(keyword: Keyword, value: unknown): string | undefined {
  try {
    keyword.compile(value as never);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Texts that stand for those of an estate: of each kind that a keyword asks for. */
const SAMPLES = ['7.4', 'P1D'];

/** A value with the default of each param, and a value like the one meant for what else `$data` leads to. */
function withSamples(value: unknown, scope: Field, text: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => withSamples(one, scope, text));
  if (!('$data' in value)) {
    const entries = Object.entries(value).map(([key, one]) => [key, withSamples(one, scope, text)] as const);
    return entries.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(entries);
  }
  const { root, tokens } = parseScopePointer(String(value.$data));
  const field = find(scope, [root, ...tokens]).field;
  return field && sampleOf(field, text);
}

function sampleOf(field: Field, text: string): unknown {
  if (field.const !== undefined) return field.const;
  const [kind] = kindsOf(field);
  if (kind === 'text') return text;
  if (kind === 'number') return 1;
  if (kind === 'flag') return true;
  if (kind === 'list') return field.items ? [sampleOf(field.items, text)] : [];
  if (kind !== 'object') return undefined;
  const entries = Object.entries(field.properties ?? {});
  return Object.fromEntries(entries.map(([name, one]) => [name, sampleOf(one, text)]));
}
