import type { IndexRequest, JsonSchema, LookUps, Rule } from '../../model/rule';
import {
  joinPath,
  parseInventoryPointer,
  parseScopePointer,
  parseSubjectPointer,
  type Pointer,
} from '../values/pointers';
import { requestPartners, requestRivals } from '../scope/indexes';
import { KEYWORDS } from './index';
import { HOST_FIELDS } from './lists';

/** What a rule looks at, from what its pointers, schemas and keywords say. */
export interface Reads extends LookUps {
  /** Patterns from the scope, each once and sorted, such as `/params/maximumAge`; `*` is every element of a list. */
  paths: readonly string[];
}

/** Everything that a rule looks at; each of its conditions looks things up for itself. */
export function readsOf(rule: Rule): Reads {
  const reader = new ReadsCollector();
  const subject = parseInventoryPointer(rule.each);
  readRule(reader, rule, subject);
  const lists = listsIn(reader.paths);
  const conditions = (rule.appliesTo?.when ?? []).map(({ any, none, where, matches, needs }) => {
    const own = new ReadsCollector();
    const element = parseInventoryPointer(any ?? none ?? '');
    for (const schema of [where, matches]) own.readSchema(schema, element);
    for (const need of needs) own.addPath(join(element, parseSubjectPointer(need).tokens));
    reader.paths.push(...own.paths);
    return own.indexes;
  });
  return { paths: [...new Set(reader.paths)].sort(), lists, indexes: reader.indexes, conditions };
}

/** The lists of inventories that paths lead through. */
function listsIn(paths: readonly string[]): string[] {
  const lists = paths
    .filter((path) => path.startsWith('/inventory/') || path.startsWith('/before/'))
    .flatMap((path) => [...path.matchAll(/\/[*](?=\/|$)/g)].map(({ index }) => path.slice(0, index)));
  return [...new Set(lists)].sort();
}

function readRule(reader: ReadsCollector, rule: Rule, subject: Pointer): void {
  const { where, assert, assertPartner, needs, members, partner, pick } = rule;
  reader.addPath(subject);
  for (const schema of [where, assert]) reader.readSchema(schema, subject);
  for (const need of needs) {
    const { path, is, unless } = typeof need === 'string' ? { path: need } : need;
    const pointer = parseSubjectPointer(path);
    const place = pointer.root === 'subject' ? join(subject, pointer.tokens) : pointer;
    reader.addPath(place);
    reader.readSchema(is, place);
    reader.readSchema(unless, subject);
  }
  if (pick) reader.addPath(join(subject, parseSubjectPointer(pick.newest).tokens));
  if (members) {
    reader.addPath(join(subject, parseSubjectPointer(members.key).tokens));
    reader.readValue(members.values);
  }
  if (!partner) return;
  const other = join(parseScopePointer(partner.list), ['*']);
  reader.readSchema(assertPartner, other);
  reader.indexes.push(...requestPartners(partner), ...requestRivals(rule.each, partner));
  for (const by of partner.by) {
    if (by === 'host') continue;
    for (const row of [subject, other]) reader.addPath(join(row, parseSubjectPointer(by).tokens));
  }
}

/** Only the lists that it looks at, for judging. */
export function lookUpsOf(rule: Rule): LookUps {
  const { lists, indexes, conditions } = readsOf(rule);
  return { lists, indexes, conditions };
}

/** Keywords of JSON Schema whose values are data, not schemas. */
const VALUES = ['const', 'enum', 'default', 'examples'];
/** Those whose values are schemas by a name that says nothing of what they look at. */
const MAPS = ['$defs', 'definitions', 'dependentSchemas'];

/** Collects what schemas look at. */
class ReadsCollector {
  readonly paths: string[] = [];
  readonly indexes: IndexRequest[] = [];

  addPath({ root, tokens }: Pointer): void {
    this.paths.push(joinPath('', [root, ...tokens]));
  }

  /** A schema of the value at `place`. */
  readSchema(schema: JsonSchema | undefined, place: Pointer): void {
    if (typeof schema !== 'object') return;
    for (const [name, value] of Object.entries(schema)) {
      if (Object.hasOwn(KEYWORDS, name)) this.readKeyword(name, value as never, place);
      else if (name === 'properties') this.readProperties(value as Record<string, JsonSchema>, place);
      else if (VALUES.includes(name)) this.readValue(value);
      else if (MAPS.includes(name))
        for (const inner of Object.values(value as object)) this.readInner(inner, place);
      else if (name === 'required') for (const field of value as string[]) this.addPath(join(place, [field]));
      else if (name === 'items' || name === 'contains')
        this.readSchema(value as JsonSchema, join(place, ['*']));
      else this.readInner(value, place);
    }
  }

  /** `$data` in a value of a rule. */
  readValue(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if ('$data' in value && typeof value.$data === 'string') this.addPath(parseScopePointer(value.$data));
    else for (const inner of Object.values(value)) this.readValue(inner);
  }

  private readProperties(properties: Record<string, JsonSchema>, place: Pointer): void {
    for (const [field, schema] of Object.entries(properties)) {
      const inner = join(place, [field]);
      this.addPath(inner);
      this.readSchema(schema, inner);
    }
  }

  /** What applies to the same value, alone or in a list, such as `not`, `anyOf` and `if`; else a value of a standard keyword. */
  private readInner(value: unknown, place: Pointer): void {
    if (typeof value !== 'object' || value === null) return;
    if ('$data' in value) this.readValue(value);
    else this.readSchema(value as JsonSchema, place);
  }

  private readKeyword(name: string, value: never, place: Pointer): void {
    this.readValue(value);
    const { below = [], scope = [], indexes = [] } = KEYWORDS[name]?.reads?.(value) ?? {};
    for (const path of below) this.addPath(join(place, parseSubjectPointer(path).tokens));
    for (const path of scope) this.addPath(parseScopePointer(path));
    for (const request of indexes) {
      this.indexes.push(request);
      const element = join(parseScopePointer(request.list), ['*']);
      for (const path of fieldsOf(request)) this.addPath(join(element, parseSubjectPointer(path).tokens));
    }
  }
}

/** Pointers into an element of the list. */
function fieldsOf(request: IndexRequest): readonly string[] {
  if (request.keep === 'host-counts') return HOST_FIELDS;
  return 'value' in request ? [request.by, request.value] : [request.by].flat();
}

function join({ root, tokens }: Pointer, more: readonly string[]): Pointer {
  return { root, tokens: [...tokens, ...more] };
}
