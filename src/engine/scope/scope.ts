import type { Inventory } from '../../model/inventory';
import type { Validate, ValidateContext } from '../../model/rule';
import type { Compatibility, Target, Targets } from '../../model/target';
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
    this.context = {
      instancePath: '',
      parentData: undefined,
      parentDataProperty: undefined,
      rootData: this,
      dynamicAnchors: {},
    };
  }

  /** Whether the subject, and the partner where the schema asks for it, fits a compiled schema. */
  fits(schema: Validate): boolean {
    return schema(this, this.context);
  }
}
