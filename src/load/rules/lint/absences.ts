import { isAbsenceMeant } from '../../../engine/findings/needs';
import { KEYWORDS } from '../../../engine/keywords';
import { joinPath, parseSubjectPointer, parseTokens } from '../../../engine/values/pointers';
import type { JsonSchema, Need, Rule } from '../../../model/rule';
import { below, type RuleFaults } from './faults';

/** Refuses what would pass, or be passed over, because a field is not there: silence is no answer. */
export function checkAbsences(faults: RuleFaults, rule: Rule): void {
  const named = rule.needs.map((need) => tokensOf(pathOf(need)));
  const meant = rule.needs.filter(isAbsenceMeant).map(pathOf);
  for (const [slot, prefix] of [
    ['assert', 'subject'],
    ['assertPartner', 'partner'],
  ] as const)
    for (const tokens of findAbsences(rule[slot], true, [prefix]))
      if (!named.some((need) => isCovered(tokens, need)))
        faults.add('/needs', `${formatUnread(tokens, slot)} to needs${MEANT}`);
  for (const tokens of findAbsences(rule.where, false, []))
    if (!meant.includes(joinPath('', tokens)))
      faults.add(
        '/where',
        `leaves out what has no "${joinPath('', tokens)}", so that the rule says nothing of it; let it through${MEANT}`,
      );
  rule.appliesTo?.when?.forEach(({ where, matches, needs }, at) => {
    const asked = [...findAbsences(matches, true, []), ...findAbsences(matches, false, [])];
    const open = asked.filter((tokens) => !needs.some((need) => isCovered(tokens, parseTokens(need))));
    for (const tokens of [...open, ...findAbsences(where, false, [])])
      faults.add(
        below('/appliesTo/when', at),
        `is decided without "${joinPath('', tokens)}" where that is not there; ask for it in needs, and not in where`,
      );
  });
}

const MEANT = ', or say in needs that its absence is meant: { "path": …, "unless": true }';

function formatUnread([root, ...tokens]: readonly string[], slot: string): string {
  const pointer = joinPath('', tokens);
  const need = root === 'subject' ? pointer : joinPath('#', [root ?? '', ...tokens]);
  return `${slot} holds where "${pointer}" is not there: add "${need}"`;
}

function pathOf(need: Need): string {
  return typeof need === 'string' ? need : need.path;
}

function tokensOf(path: string): string[] {
  const { root, tokens } = parseSubjectPointer(path);
  return [root, ...tokens];
}

/** Whether a need is missing wherever a field is: it is the field, or lies in it. */
function isCovered(field: readonly string[], need: readonly string[]): boolean {
  return field.every((token, at) => token === need[at]);
}

type Path = readonly string[];

/** The fields without which a schema is, or may be, what is given: true or false. */
export function findAbsences(schema: JsonSchema | undefined, outcome: boolean, path: Path): Path[] {
  if (typeof schema !== 'object') return [];
  const { anyOf, allOf, oneOf, not, if: condition, then, else: otherwise, items, contains } = schema as Parts;
  const both = (one: JsonSchema | undefined) => [true, false].flatMap((way) => findAbsences(one, way, path));
  const all = (some: JsonSchema[] = []) => some.flatMap((one) => findAbsences(one, outcome, path));
  return [
    ...ofFields(schema as Parts, outcome, path),
    ...ofKeywords(schema, outcome, path),
    ...all(allOf),
    ...(outcome ? all(anyOf) : inAll(anyOf ?? [], path)),
    ...(oneOf ?? []).flatMap(both),
    ...findAbsences(not, !outcome, path),
    ...(then === undefined ? [] : findAbsences(condition, !outcome, path)),
    ...(otherwise === undefined ? [] : findAbsences(condition, outcome, path)),
    ...all([then, otherwise].filter((one) => one !== undefined)),
    ...[items, contains].flatMap((one) => findAbsences(one, outcome, [...path, '*'])),
  ];
}

interface Parts {
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  not?: JsonSchema;
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  items?: JsonSchema;
  contains?: JsonSchema;
}

/** A property that is not there holds, unless it is required. */
function ofFields({ properties = {}, required = [] }: Parts, outcome: boolean, path: Path): Path[] {
  const names = new Set([...Object.keys(properties), ...required]);
  const own = [...names].filter((name) => required.includes(name) !== outcome).map((name) => [...path, name]);
  const inner = Object.entries(properties).flatMap(([name, one]) =>
    findAbsences(one, outcome, [...path, name]),
  );
  return [...own, ...inner];
}

/** Most keywords give no answer without what they read. */
function ofKeywords(schema: object, outcome: boolean, path: Path): Path[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    const keyword = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
    const { needed = [] } = keyword?.reads?.(value as never) ?? {};
    return outcome ? needed.map((pointer) => [...path, ...parseTokens(pointer)]) : [];
  });
}

/** Of several of which one suffices: what is missing for all of them. */
function inAll(some: readonly JsonSchema[], path: Path): Path[] {
  const [first = [], ...others] = some.map((one) => findAbsences(one, false, path));
  const texts = others.map((paths) => new Set(paths.map((one) => one.join('/'))));
  return first.filter((one) => texts.every((known) => known.has(one.join('/'))));
}
