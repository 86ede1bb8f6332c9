import type { Level, Question, Reference } from './report';

export const CATEGORIES = [
  'upgrade-path',
  'agents',
  'nas',
  'policies',
  'certificates',
  'database',
  'enterprise-manager',
  'inventory',
  'post-upgrade',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const PHASES = ['pre-upgrade', 'post-upgrade'] as const;
export type Phase = (typeof PHASES)[number];

/** A JSON Schema (draft 2020-12) with the domain keywords of engine/keywords. */
export type JsonSchema = Record<string, unknown> | boolean;

/**
 * Evidence without which a rule cannot pass. A pointer starts at the subject, or, as `#/…`, at the scope;
 * `*` stands for every element. `is`: what the value must be to count as evidence. `unless`: subjects that do
 * not need it. `first`: without it nothing can be said at all, not even that the assertion is violated. `once`: a field
 * that whole lists lack; where no subject has it, that is one finding, about their list.
 */
export type Need = string | { path: string; is?: JsonSchema; unless?: JsonSchema; first?: true; once?: true };

/**
 * Applies only while an element that `matches` does (`any`) or does not (`none`) exist. An element without what
 * it `needs` leaves the question open, and the rule unknown.
 */
export interface Condition {
  any?: string;
  none?: string;
  where?: JsonSchema;
  needs: string[];
  matches: JsonSchema;
  /** Why the rule is skipped otherwise. */
  otherwise: string;
}

/** Elements that a list must have, each a subject of its own even when it is missing. */
export interface Members {
  /** Pointer to what names an element; compared without regard to case. */
  key: string;
  values: (string | { $data: string; default?: string })[];
  whenMissing: 'violation' | 'no-evidence';
}

/**
 * The same object in another list; asserted on by `assertPartner`. `by`: the host, or the first of these pointers
 * at which the subject and every candidate have a value.
 */
export interface Partner {
  list: string;
  by: string[];
  whenMissing: 'violation' | 'pass';
  /** Said instead of the rule's message when there is none. */
  message?: string;
}

/** A page; `{targetUrl}` in its address is the target's version of the documentation. */
export interface RuleReference extends Reference {
  /** Range of targets that it is about; all where absent. */
  target?: string;
}

/** What is wrong where a rule does not hold, as a sentence; where it judges a list for one object and for `{count}` of them. */
export type FailureTitle = string | { one: string; several: string };

/** One rule file (contracts, section 3; rules/rule.schema.json describes every property). */
export interface Rule {
  $schema?: string;
  id: string;
  title: string;
  failureTitle?: FailureTitle;
  category: Category;
  level: Level;
  /** `always`: in both. */
  phase: Phase | 'always';
  /** Judged by `verify --phase uninstalled` too: it holds between uninstall and install as well. */
  whileUninstalled?: true;
  appliesTo?: { target?: string; source?: string; when?: Condition[] };
  each: string;
  pick?: { newest: string };
  where?: JsonSchema;
  members?: Members;
  partner?: Partner;
  /** What a gathered but empty list means; default unknown. */
  whenEmpty?: 'unknown' | 'skip';
  /** What it means that `where` lets no subject through; default skip. */
  whenNoneMatch?: 'unknown' | 'skip';
  /** Said when the rule is skipped for want of subjects. */
  noneReason?: string;
  subject: string;
  needs: Need[];
  assert: JsonSchema;
  assertPartner?: JsonSchema;
  message: string;
  expected?: string;
  remediation: string;
  references: RuleReference[];
  facts: string[];
  params?: Record<string, unknown>;
  /** What only a person can answer, beside what stands in rules/questions.json. */
  question?: Question;
}

/** What an assertion says about one subject that does not hold. */
export interface Problem {
  actual?: unknown;
  expected?: string;
  /** Said by `{detail}` in a message. */
  detail?: string;
  /** Said instead of the rule's message. */
  message?: string | undefined;
  /** Instead of an answer: why there is none, as the value or what it is compared with cannot be read; "" for nothing there. */
  unreadable?: string;
  /** Pointer into the scope to what that is, where it is not the value itself. */
  at?: string | undefined;
  /** Pointer below the value to what that is, where it is a part of it. */
  below?: string | undefined;
}

/** One validator's complaint: the part of an ajv error that the engine reads. */
export interface Fault {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
  message?: string | undefined;
}

export interface ValidateContext {
  instancePath: '';
  parentData: undefined;
  parentDataProperty: undefined;
  rootData: unknown;
  dynamicAnchors: Record<string, never>;
}

/** A compiled schema: what ajv makes of it, at run time or when the tool was built. */
export interface Validate {
  /** `context` saves ajv's code from making one for each call; `rootData` is the scope. */
  (data: unknown, context?: ValidateContext): boolean;
  errors?: Fault[] | null | undefined;
}

/**
 * What is kept of the elements of a list, so that a rule can look across it: the number of rows a host (`host-counts`) or
 * an FQDN or address (`alias-counts`), the keys, the texts (`values`) or values (`raw-values`) by key, or the rows themselves (`rows`).
 */
export type IndexRequest = KeysRequest | ValuesRequest | RowsRequest;

export interface KeysRequest {
  keep: 'host-counts' | 'alias-counts' | 'keys';
  /** Pointer into the scope, such as `/inventory/agents`. */
  list: string;
  /** Pointers into an element to what makes its key; none for `host-counts`, which reads the host that a row stands for. */
  by: readonly string[];
}

export interface ValuesRequest {
  keep: 'values' | 'raw-values';
  list: string;
  by: string;
  /** Pointer into an element to its text or value. */
  value: string;
}

export interface RowsRequest {
  keep: 'rows';
  list: string;
  /** `host` for the host that a row stands for. */
  by: string;
}

/** What a rule looks up in lists, as its pointers and keywords say it. */
export interface LookUps {
  /** The lists that it looks at, its conditions aside: pointers into the scope, `*` for any row of an outer list. */
  lists: readonly string[];
  indexes: readonly IndexRequest[];
  /** Of each of `appliesTo.when`. */
  conditions: readonly (readonly IndexRequest[])[];
}

/** A condition of `appliesTo.when` with its schemas compiled. */
export interface CompiledCondition {
  condition: Condition;
  where?: Validate | undefined;
  matches: Validate;
}

/** A rule with its schemas compiled; every schema starts at the scope. */
export interface CompiledRule {
  rule: Rule;
  /** Where it came from, for messages: "built-in" or a file. */
  origin: string;
  assert: Validate;
  where?: Validate | undefined;
  /** In the order of the rule's own. */
  needs: { is?: Validate | undefined; unless?: Validate | undefined }[];
  when: CompiledCondition[];
  lookUps: LookUps;
}
