import type { JsonSchema } from '../../../../model/rule';

/** What is asked of one place of an estate: that a keyword holds there or does not, or that something is there or not. */
export type Wish =
  | { path: string; keyword: string; value: unknown; holds: boolean }
  | { path: string; keyword?: undefined; isThere: boolean };

/** That a schema holds of what is at a path, or does not. */
export interface Goal {
  schema: JsonSchema;
  holds: boolean;
  path: string;
}

/** Every way to reach several goals at once, as far as each by itself can be reached. */
export function waysToAll(goals: readonly Goal[]): Generator<Wish[]> {
  return waysToEach(
    goals.map((goal) => () => waysTo(goal)),
    true,
  );
}

function* waysTo({ schema, holds, path }: Goal): Generator<Wish[]> {
  if (typeof schema === 'boolean') {
    if (schema === holds) yield [];
    return;
  }
  const goals = goalsOf(schema, path);
  yield* holds ? waysToEach(goals, true) : waysToAny(goals, false);
}

/** The ways to make one part of a schema hold, or not. */
type Part = (holds: boolean) => Iterable<Wish[]>;

function* waysToEach(
  parts: readonly Part[],
  holds: boolean,
  wishes: readonly Wish[] = [],
): Generator<Wish[]> {
  const [first, ...rest] = parts;
  if (!first) yield [...wishes];
  else for (const way of first(holds)) yield* waysToEach(rest, holds, [...wishes, ...way]);
}

function* waysToAny(parts: readonly Part[], holds: boolean): Generator<Wish[]> {
  for (const part of parts) yield* part(holds);
}

interface Parts {
  properties?: Record<string, JsonSchema>;
  required?: string[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  not?: JsonSchema;
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
}

/** A schema holds where all of these do. */
function goalsOf(schema: object, path: string): Part[] {
  const { properties = {}, required = [], allOf = [], anyOf, oneOf, not, ...rest } = schema as Parts;
  const { if: condition, then = true, else: otherwise = true, ...leaves } = rest;
  const on =
    (one: JsonSchema): Part =>
    (holds) =>
      waysTo({ schema: one, holds, path });
  const flip =
    (part: Part): Part =>
    (holds) =>
      part(!holds);
  return [
    ...required.map((name): Part => (isThere) => [[{ path: `${path}/${name}`, isThere }]]),
    ...Object.entries(properties).map(([name, inner]) => onField(`${path}/${name}`, inner)),
    ...allOf.map(on),
    ...[anyOf, oneOf].flatMap((some) => (some ? [either(some.map(on))] : [])),
    ...(not === undefined ? [] : [flip(on(not))]),
    ...(condition === undefined
      ? []
      : [either([flip(on(condition)), on(then)]), either([on(condition), on(otherwise)])]),
    ...Object.entries(leaves).flatMap(([keyword, value]) => onKeyword(keyword, value as never, path)),
  ];
}

/** One that holds is enough; none may, where it is not to hold. */
function either(parts: readonly Part[]): Part {
  return (holds) => (holds ? waysToAny(parts, true) : waysToEach(parts, false));
}

/** A field that is not there holds. */
function onField(path: string, schema: JsonSchema): Part {
  return function* (holds) {
    for (const way of waysTo({ schema, holds, path })) yield [{ path, isThere: true }, ...way];
    if (holds) yield [{ path, isThere: false }];
  };
}

/** Of lists one element is thought of: what is tried is judged anyway. */
function onKeyword(keyword: string, value: JsonSchema, path: string): Part[] {
  if (['title', 'description', '$comment'].includes(keyword)) return [];
  if (keyword === 'items' || keyword === 'contains')
    return [(holds) => waysTo({ schema: value, holds, path: `${path}/0` })];
  return [(holds) => [[{ path, keyword, value, holds }]]];
}
