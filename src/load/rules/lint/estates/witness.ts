import { judge, type Catalogue } from '../../../../engine/judge/judge';
import { readsOf } from '../../../../engine/keywords/reads';
import { targetOf } from '../../../../engine/plan/routes';
import { Scope, type Run } from '../../../../engine/scope/scope';
import {
  joinPath,
  parseInventoryPointer,
  parseScopePointer,
  parseSubjectPointer,
  valueIn,
} from '../../../../engine/values/pointers';
import { inRange } from '../../../../engine/values/versions';
import type { CompiledRule, JsonSchema, Rule } from '../../../../model/rule';
import type { Target } from '../../../../model/target';
import { EstateMaker, pathOf, rowOf, type Estate } from './maker';
import type { Field } from '../fields';
import { constantsOf, NOW } from './values';
import { waysToAll, type Goal, type Wish } from './wishes';

/** How far a search came: a violation was found, subjects were judged, or the rule never came to that. */
export type Reached = 'violation' | 'judged' | 'nothing';

/** How many estates are tried before a part of a rule is said to be one that cannot fail. */
const MOST_ESTATES = 400;
const MOST_WAYS = 300;
const EACH_WAY = 4;

/** What estates are judged with, and what says whether one may be a file. */
export interface Laboratory {
  data: Omit<Catalogue, 'rules'>;
  envelope: Field;
  isInventory: (document: unknown) => boolean;
}

/** Looks for an estate that violates a rule. The same for each call, as chance begins anew. */
export function searchViolation(compiled: CompiledRule, laboratory: Laboratory): Reached {
  const goals = goalsOf(compiled.rule);
  const search = new Search(compiled, laboratory);
  const reached = search.run(goals);
  // What is asked for by itself may not be to be had: perhaps chance finds it, or at least something that is judged.
  return reached === 'violation' ? reached : search.run(goals.slice(0, -1));
}

/** One search: estates for each way to reach goals, for each target in turn. */
class Search {
  private readonly targets: { target: Target; maker: EstateMaker }[];
  private tried = 0;
  private reached: Reached = 'nothing';

  constructor(
    private readonly compiled: CompiledRule,
    private readonly laboratory: Laboratory,
  ) {
    const { data, envelope } = laboratory;
    const random = createRandom();
    this.targets = targetsOf(compiled.rule, data).map((target) => ({
      target,
      maker: new EstateMaker(wantedFor(compiled.rule, target, data, envelope), random),
    }));
  }

  run(goals: readonly Goal[]): Reached {
    const most = this.tried + MOST_ESTATES;
    let isOpen = true;
    while (isOpen && this.tried < most) {
      let ways = 0;
      for (const way of waysToAll(goals)) {
        if (++ways > MOST_WAYS) break;
        for (let turn = 0; turn < EACH_WAY && this.reached !== 'violation'; turn++) this.try(way);
        if (this.reached === 'violation') return 'violation';
      }
      isOpen = ways > 0;
    }
    return this.reached;
  }

  private try(way: readonly Wish[]): void {
    const { target, maker } = this.targets[this.tried++ % this.targets.length] ?? {};
    const estate = maker?.make(way);
    const reached = target && estate ? this.judge(target, estate) : 'nothing';
    if (reached !== 'nothing') this.reached = reached;
  }

  private judge(target: Target, { inventory, before }: Estate): Reached {
    const { compiled, laboratory } = this;
    const { id, phase } = compiled.rule;
    const choice = {
      phase: phase === 'always' ? ('pre-upgrade' as const) : phase,
      only: NONE,
      skip: NONE,
      settings: {},
      waivers: [],
    };
    const estate = { inventory, ...(phase === 'post-upgrade' ? { before } : {}), target, now: NOW };
    const { results } = judge({ ...laboratory.data, rules: [compiled] }, choice, estate);
    const found = results.find(({ ruleId }) => ruleId === id);
    const isViolated = found?.findings.some(({ kind }) => kind === 'violation') === true;
    if (isViolated && [inventory, before].every(laboratory.isInventory)) return 'violation';
    return (found?.checked ?? 0) > 0 ? 'judged' : 'nothing';
  }
}

function targetsOf({ appliesTo }: Rule, { targets }: Omit<Catalogue, 'rules'>): Target[] {
  const range = appliesTo?.target ?? '*';
  return targets.lines
    .filter(({ line }) => inRange(line, range) === true)
    .flatMap(({ line }) => targetOf(targets, line) ?? []);
}

function wantedFor(rule: Rule, target: Target, data: Omit<Catalogue, 'rules'>, envelope: Field) {
  const { where, assert, assertPartner, needs, members, params, appliesTo } = rule;
  const run = { ...data, target, now: NOW } as unknown as Run;
  const scope = new Scope(run, params ?? {});
  const reads = [
    ...readsOf(rule).paths.map((path) => asListed(path, rule)),
    ...(appliesTo?.source === undefined ? [] : [versionPath(rule)]),
  ];
  return {
    rule,
    reads,
    envelope,
    constants: constantsOf(
      { where, assert, assertPartner, needs, members, params, appliesTo },
      reads.map((path) => valueIn(scope, parseScopePointer(path))),
      [target.version, target.acceptedSources.map(({ versions }) => versions)],
    ),
    scope,
  };
}

/** A path from the subject or the partner as one from its list. */
function asListed(path: string, { each, partner }: Rule): string {
  const { root, tokens } = parseInventoryPointer(each);
  if (path.startsWith('/subject/')) return joinPath('', [root, ...tokens]) + path.slice('/subject'.length);
  return partner && path.startsWith('/partner/') ? `${partner.list}/*${path.slice('/partner'.length)}` : path;
}

/** Where the version stands that `appliesTo.source` is about. */
function versionPath({ phase }: Rule): string {
  return `/${phase === 'post-upgrade' ? 'before' : 'inventory'}/enterpriseManager/version`;
}

/** What an estate must be for the rule to find something: it applies, is about the subject, and does not hold. */
function goalsOf(rule: Rule): Goal[] {
  const { each, where = true, assert, assertPartner = true, partner, needs, appliesTo } = rule;
  const subject = pathOf(each);
  const source = appliesTo?.source;
  return [
    ...(appliesTo?.when ?? []).flatMap(({ any, none, where: counts = true, matches }): Goal[] => {
      const both: JsonSchema = { allOf: [counts, matches] };
      if (any !== undefined) return [{ schema: both, holds: true, path: pathOf(any).replace(/\/0$/, '/1') }];
      return none === each ? [{ schema: both, holds: false, path: subject }] : [];
    }),
    ...(source === undefined ? [] : [asField({ versionRange: source }, versionPath(rule))]),
    ...needs.flatMap((need): Goal[] => {
      if (typeof need === 'string' || !need.first) return [];
      const { root, tokens } = parseSubjectPointer(need.path);
      const start =
        root === 'subject' ? subject : root === 'partner' && partner ? rowOf(partner.list) : `/${root}`;
      return [
        asField(
          need.is ?? true,
          joinPath(
            start,
            tokens.map((token) => (token === '*' ? '0' : token)),
          ),
        ),
      ];
    }),
    { schema: where, holds: true, path: subject },
    assertPartner === true
      ? { schema: assert, holds: false, path: subject }
      : { schema: assertPartner, holds: false, path: partner ? rowOf(partner.list) : subject },
  ];
}

/** A field that is there and holds. */
function asField(schema: JsonSchema, path: string): Goal {
  const at = path.lastIndexOf('/');
  const name = path.slice(at + 1);
  return {
    schema: { required: [name], properties: { [name]: schema } },
    holds: true,
    path: path.slice(0, at),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Mulberry32: the same numbers each time. */
function createRandom(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
