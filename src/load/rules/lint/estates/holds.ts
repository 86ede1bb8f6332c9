import { KEYWORDS } from '../../../../engine/keywords';
import { createReader, type Keyword } from '../../../../engine/keywords/keyword';
import type { Scope } from '../../../../engine/scope/scope';

/** Whether a keyword holds of a value by itself; undefined where that depends on more than the value. `scope`: without an estate. */
export function holdsAlone(keyword: string, value: unknown, of: unknown, scope: Scope): boolean | undefined {
  if (of === undefined) return undefined;
  const domain = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
  if (domain) return domainHolds(domain, value, of, scope);
  const read = createReader(value)(scope);
  return read === undefined ? undefined : STANDARD[keyword]?.(of as never, read as never);
}

function domainHolds(domain: Keyword, value: unknown, of: unknown, scope: Scope): boolean | undefined {
  const { indexes = [], scope: others = [], needed = [] } = domain.reads?.(value as never) ?? {};
  if (indexes.length > 0 || others.length > 0 || needed.length > 0) return undefined;
  const problem = domain.compile(value as never)(of, scope);
  return problem?.unreadable === undefined ? problem === undefined : undefined;
}

const STANDARD: Record<string, (of: never, value: never) => boolean> = {
  const: (of: unknown, value: unknown) => JSON.stringify(of) === JSON.stringify(value),
  enum: (of: unknown, values: unknown[]) => values.some((one) => JSON.stringify(of) === JSON.stringify(one)),
  minimum: (of: number, least: number) => of >= least,
  maximum: (of: number, most: number) => of <= most,
  exclusiveMinimum: (of: number, least: number) => of > least,
  exclusiveMaximum: (of: number, most: number) => of < most,
  multipleOf: (of: number, divisor: number) => of % divisor === 0,
  minLength: (of: string, least: number) => of.length >= least,
  maxLength: (of: string, most: number) => of.length <= most,
  minItems: (of: unknown[], least: number) => of.length >= least,
  maxItems: (of: unknown[], most: number) => of.length <= most,
};
