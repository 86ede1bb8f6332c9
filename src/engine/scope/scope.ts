import type { Inventory } from '../../model/inventory';
import type { Problem, Validate, ValidateContext } from '../../model/rule';
import type { Compatibility, Target, Targets } from '../../model/target';
import type { IncompleteLists } from './incomplete';
import type { Indexes } from './indexes';

/** What all rules of one run have in common; nothing in it changes while they are judged. */
export interface Run {
  readonly inventory: Inventory;
  /** For verify: the inventory from before the upgrade. */
  readonly before: Inventory | undefined;
  readonly target: Target;
  readonly targets: Targets;
  readonly compatibility: Compatibility;
  /** Version of the Enterprise Manager as it is; undefined when it is not known. */
  readonly source: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly indexes: Indexes;
  /** The lists that are known to be incomplete, by the part of the scope that they are in. */
  readonly incomplete: Readonly<Record<string, IncompleteLists>>;
}

/** What a keyword could not read, so that a question has no answer. */
export interface Doubt {
  /** Pointer into the scope. */
  path: string;
  /** Why; "" where nothing is there. */
  because: string;
}

/**
 * What a compiled schema of one rule is given: `$data` pointers start here (contracts, section 3). Every rule has a
 * scope of its own, so that none can see what another one looked at. It is one object for all subjects, as making
 * one for each would be most of a large run.
 */
export class Scope implements Run {
  subject: unknown = undefined;
  /** The same object in another list, for rules with a partner. */
  partner: unknown = undefined;
  readonly inventory: Inventory;
  readonly before: Inventory | undefined;
  readonly target: Target;
  readonly targets: Targets;
  readonly compatibility: Compatibility;
  readonly source: string | undefined;
  readonly now: number;
  readonly indexes: Indexes;
  readonly incomplete: Readonly<Record<string, IncompleteLists>>;
  /** What could not be read for the last question. */
  private doubts: Doubt[] = [];
  /** What a keyword answers that cannot read. */
  private doubtful: boolean | undefined;
  /** Given to every compiled schema, to save it from making one. */
  private readonly context: ValidateContext;

  constructor(
    run: Run,
    readonly params: Record<string, unknown>,
  ) {
    this.inventory = run.inventory;
    this.before = run.before;
    this.target = run.target;
    this.targets = run.targets;
    this.compatibility = run.compatibility;
    this.source = run.source;
    this.now = run.now;
    this.indexes = run.indexes;
    this.incomplete = run.incomplete;
    this.context = {
      instancePath: '',
      parentData: undefined,
      parentDataProperty: undefined,
      rootData: this,
      dynamicAnchors: {},
    };
  }

  /**
   * Whether the subject, and the partner where the schema asks for it, fits a compiled schema; undefined where that depends on
   * what cannot be read. It is asked as if that did not hold and as if it did: where both say the same, it does not matter.
   */
  fits(schema: Validate): boolean | undefined {
    this.doubts = [];
    this.doubtful = false;
    const strict = schema(this, this.context);
    if (this.doubts.length === 0) return strict;
    this.doubtful = true;
    const lenient = schema(this, this.context);
    // Two that cannot be read may be one of each, under "not".
    const isOne = this.doubts.every(({ path }) => path === this.doubts[0]?.path);
    return strict === lenient && (isOne || !strict) ? strict : undefined;
  }

  /** What a keyword says for now that cannot read: called by compiled schemas. */
  doubt(problem: Problem & { unreadable: string }, path: string): Problem | undefined {
    this.doubts.push({ path: problem.at ?? path + (problem.below ?? ''), because: problem.unreadable });
    return this.doubtful ? undefined : problem;
  }

  /** What left the last question open. */
  get openFor(): Doubt | undefined {
    return this.doubts[0];
  }
}
