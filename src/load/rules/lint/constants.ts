import type { Kind } from '../../../engine/keywords/keyword';
import { formatSuggestion } from '../../../engine/values/suggestions';
import { saysNothing } from '../../../engine/values/placeholders';
import { areAlike, formatKinds, kindsOf, type Field } from './fields';

/** Why a value of a rule is never what stands at a place; undefined where it may be. `name`: that of the field. */
export function findMismatch(value: unknown, field: Field, name: string): string | undefined {
  const kinds = kindsOf(field);
  if (kinds.length === 0) return undefined;
  if (value === null) return 'null never stands here: it is no evidence, as what is absent';
  if (!areAlike([kindOf(value)], kinds))
    return `${show(value)} never stands here; it is ${formatKinds(kinds)}`;
  if (typeof value === 'number') return findNumberMismatch(value, field);
  return typeof value === 'string' ? findTextMismatch(value, field, name) : undefined;
}

function findNumberMismatch(
  value: number,
  { type, minimum = -Infinity, maximum = Infinity }: Field,
): string | undefined {
  if (value < minimum || value > maximum) return `${value} never stands here; it is ${minimum} to ${maximum}`;
  const isWhole = ![type].flat().includes('integer') || Number.isInteger(value);
  return isWhole ? undefined : `${value} never stands here; it is a whole number`;
}

function findTextMismatch(value: string, field: Field, name: string): string | undefined {
  const allowed = (field.enum ?? []).filter((one) => typeof one === 'string');
  const isAllowed = allowed.some((one) => one.toLowerCase() === value.toLowerCase());
  if (allowed.length > 0 && !isAllowed)
    return `${show(value)} never stands here; allowed: ${allowed.join(', ')}${formatSuggestion(value, allowed)}`;
  if (field.pattern !== undefined && !new RegExp(field.pattern).test(value))
    return `${show(value)} never stands here; it is a text such as ${field.pattern}`;
  if (field.format === 'date-time' && Number.isNaN(Date.parse(value)))
    return `${show(value)} never stands here; it is a time such as 2026-11-20T21:04:11Z`;
  return saysNothing(name, value)
    ? `${show(value)} never stands here: it says nothing, so it is no evidence`
    : undefined;
}

function show(value: unknown): string {
  return JSON.stringify(value);
}

/** What a value of a rule is. */
export function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return 'list';
  const kinds: Record<string, Kind> = { string: 'text', number: 'number', boolean: 'flag' };
  return kinds[typeof value] ?? 'object';
}
