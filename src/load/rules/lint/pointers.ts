import {
  parseInventoryPointer,
  parseScopePointer,
  parseSubjectPointer,
} from '../../../engine/values/pointers';
import type { RuleAjv } from '../compiler';
import type { RuleFaults } from './faults';
import { ANY, find, formatKinds, kindsOf, step, type Field } from './fields';

/** What a rule is held against: its faults so far, what it may look at, and what says whether a value fits a keyword. */
export interface Lint {
  faults: RuleFaults;
  scope: Field;
  ajv: RuleAjv;
}

/** Where a pointer starts that says nothing else. */
type Start = 'subject' | 'inventory' | 'scope';

const READERS = {
  subject: parseSubjectPointer,
  inventory: parseInventoryPointer,
  scope: parseScopePointer,
};

/** What a pointer of a rule leads to; a fault, and anything, where it leads to nothing. */
export function checkPointer({ faults, scope }: Lint, text: string, at: string, start: Start): Field {
  const isPointer = start === 'scope' ? text.startsWith('/') : /^(#?\/|$)/.test(text);
  if (!isPointer) {
    faults.add(at, `"${text}" is no pointer; allowed: one that begins with "/"`);
    return ANY;
  }
  const { root, tokens } = READERS[start](text);
  const fault = root === 'before' && step(scope, root).fault ? ONLY_LATER : undefined;
  const found = fault === undefined ? find(scope, [root, ...tokens]) : { fault };
  if (found.fault === undefined) return found.field;
  faults.add(at, `"${text}" leads to nothing: ${found.fault}`);
  return ANY;
}

const ONLY_LATER = 'an inventory from before the upgrade is known to rules of the phase "post-upgrade" only';

/** The same from a place on; a list stands for each of its elements. */
export function checkPointerBelow(lint: Lint, field: Field, text: string, at: string): Field {
  const found = find(field, parseSubjectPointer(text).tokens, true);
  if (found.fault === undefined) return found.field;
  lint.faults.add(at, `"${text}" leads to nothing: ${found.fault}`);
  return ANY;
}

/** The elements of the list that a pointer leads to. */
export function checkList(lint: Lint, text: string, at: string): Field {
  const field = checkPointer(lint, text, at, 'scope');
  const kinds = kindsOf(field);
  if (kinds.length === 0 || kinds.includes('list')) return field.items ?? ANY;
  lint.faults.add(at, `"${text}" is ${formatKinds(kinds)}, and a list is needed`);
  return ANY;
}
