import type { CompiledRule, Need, Validate } from '../../model/rule';
import { Scope } from '../scope/scope';
import {
  joinPath,
  parseSubjectPointer,
  placesBelow,
  valueAt,
  valueIn,
  type Place,
  type Pointer,
} from '../values/pointers';
import { quote } from '../values/format';
import { findPlaceholder, isPlaceholder } from '../values/placeholders';
import type { Missing } from './missing';

/** A piece of evidence that a rule cannot do without, ready to be looked for. */
interface CompiledNeed {
  pointer: Pointer;
  isPattern: boolean;
  /** The field, where the pointer is just one of the subject and no more is asked of it: nearly always. */
  field: string | undefined;
  first: boolean;
  /** What is missing of any subject, where one finding says that no subject has it. */
  once: Missing | undefined;
  is: Validate | undefined;
  unless: Validate | undefined;
}

/** The needs of a rule: those without which nothing can be said at all, and the others. */
export class Needs {
  /** Whether there is evidence without which nothing can be said. */
  readonly hasFirst: boolean;
  private readonly first: readonly CompiledNeed[];
  private readonly other: readonly CompiledNeed[];
  /** For `is`, which is asked of a value in the place of the subject. */
  private readonly valueScope: Scope;

  constructor(
    compiled: CompiledRule,
    private readonly scope: Scope,
  ) {
    const { first, other, compared } = compileNeeds(compiled);
    const open = compared.filter(({ pointer }) => !isSettled(pointer, scope));
    this.first = first;
    this.other = open.length === 0 ? other : [...other, ...open];
    this.hasFirst = this.first.length > 0;
    this.valueScope = new Scope(scope, scope.params);
  }

  /** The evidence that the subject at `place` lacks and without which nothing can be said. */
  findFirstMissing(place: Place): Missing | undefined {
    return this.find(this.first, place);
  }

  /** The first other evidence that the subject lacks; undefined when it is complete. */
  findMissing(place: Place): Missing | undefined {
    return this.find(this.other, place);
  }

  private find(needs: readonly CompiledNeed[], place: Place): Missing | undefined {
    const { scope } = this;
    for (const need of needs) {
      if (need.field !== undefined && (scope.subject as Record<string, unknown>)[need.field] != null)
        continue;
      if (need.unless && scope.fits(need.unless) === true) continue;
      const missing = this.missingAt(need, place);
      if (missing) return missing;
    }
    return undefined;
  }

  private missingAt({ pointer, isPattern, once, is }: CompiledNeed, place: Place): Missing | undefined {
    const { root, tokens } = pointer;
    const isOwn = root === 'subject';
    if (!isPattern) {
      const value = isOwn ? valueAt(this.scope.subject, tokens) : valueIn(this.scope, pointer);
      if (this.isEvidence(value, is)) return undefined;
      // Made anew for every row of a large list it would be most of the work.
      if (once && value == null && !isExplained(place.value, tokens)) return once;
      const found = isOwn
        ? { root: place.root, path: joinPath(place.path, tokens) }
        : { root, path: joinPath('', tokens) };
      return { ...found, ...sayWhy(value) };
    }
    const start = valueIn(this.scope, { root, tokens: [] });
    for (const found of placesBelow(start, tokens, isOwn ? place.root : root, isOwn ? place.path : '')) {
      if (!this.isEvidence(found.value, is))
        return { root: found.root, path: found.path, ...sayWhy(found.value) };
    }
    return undefined;
  }

  private isEvidence(value: unknown, is: Validate | undefined): boolean {
    if (value === undefined || value === null) return false;
    if (is === undefined) return typeof value !== 'string' || !isPlaceholder(value);
    this.valueScope.subject = value;
    this.valueScope.partner = this.scope.partner;
    return this.valueScope.fits(is) === true;
  }
}

/** Of what is there and is not what a rule asks for. */
function sayWhy(value: unknown): Pick<Missing, 'because'> {
  const isShown = typeof value === 'number' || (typeof value === 'string' && !isPlaceholder(value));
  return isShown ? { because: `${quote(value)} does not say it` } : {};
}

/** Where evidence is needed that is asked for: not where a need only says that its absence is meant. */
export function pathsOfNeeds(needs: readonly Need[]): string[] {
  return needs
    .filter((need) => !isAbsenceMeant(need))
    .map((need) => (typeof need === 'string' ? need : need.path));
}

export function isAbsenceMeant(need: Need): boolean {
  return typeof need === 'object' && need.unless === true;
}

/** What a rule cannot do without, whatever the estate. */
interface CompiledNeeds {
  first: readonly CompiledNeed[];
  other: readonly CompiledNeed[];
  /** What its assertion compares with. */
  compared: readonly CompiledNeed[];
}

const compiledNeeds = new WeakMap<CompiledRule, CompiledNeeds>();

/** Compiles them once however many estates the rule judges. */
function compileNeeds(compiled: CompiledRule): CompiledNeeds {
  const known = compiledNeeds.get(compiled);
  if (known) return known;
  const { needs, assert, assertPartner } = compiled.rule;
  const all = needs.flatMap((need, at) =>
    isAbsenceMeant(need) ? [] : [compileNeed(need, compiled.needs[at] ?? {})],
  );
  const made = {
    first: all.filter(({ first }) => first),
    other: all.filter(({ first }) => !first),
    compared: [...findData(assert), ...findData(assertPartner)].map((path) => compileNeed(`#${path}`, {})),
  };
  compiledNeeds.set(compiled, made);
  return made;
}

/** The pointers of `$data` in a schema: keywords of JSON Schema hold where such a pointer leads to nothing. */
function findData(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('$data' in schema && typeof schema.$data === 'string') return [schema.$data];
  return Object.values(schema).flatMap(findData);
}

/** Whether it is there for every subject alike. */
function isSettled(pointer: Pointer, scope: Scope): boolean {
  return !['subject', 'partner'].includes(pointer.root) && valueIn(scope, pointer) != null;
}

function compileNeed(given: Need, { is, unless }: CompiledRule['needs'][number]): CompiledNeed {
  const { path, first = false, once } = typeof given === 'string' ? { path: given } : given;
  const pointer = parseSubjectPointer(path);
  const [field, ...deeper] = pointer.tokens;
  const isPlain = pointer.root === 'subject' && deeper.length === 0 && !is && !unless;
  const isQuick = isPlain && field !== undefined && !(field in Object.prototype);
  return {
    pointer,
    isPattern: pointer.tokens.includes('*'),
    field: isQuick ? field : undefined,
    first,
    once: once && pointer.root === 'subject' ? { root: 'subject', path, once: path } : undefined,
    is,
    unless,
  };
}

/** Whether it is known why this subject has none: sources contradict each other, or a text stands there that says nothing. */
function isExplained(subject: unknown, tokens: readonly string[]): boolean {
  const hasConflicts = (subject as { conflicts?: unknown }).conflicts != null;
  const owner = tokens.length === 1 ? subject : valueAt(subject, tokens.slice(0, -1));
  return hasConflicts || findPlaceholder(owner, tokens.at(-1) ?? '') !== undefined;
}
