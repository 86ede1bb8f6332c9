import type { Inventory } from '../../model/inventory';
import type { ValidateContext } from '../../model/rule';
import type { Compatibility, Target, Targets } from '../../model/target';
import type { Indexes } from '../indexes/indexes';

/** What a compiled schema is given: `$data` pointers start here (contracts, section 3). */
export interface Envelope {
  subject: unknown;
  /** The same object in another list, for rules with a partner. */
  partner: unknown;
  inventory: Inventory;
  /** For verify: the inventory from before the upgrade. */
  before: Inventory | undefined;
  target: Target;
  targets: Targets;
  params: Record<string, unknown>;
  compatibility: Compatibility;
  /** Version of the Enterprise Manager as it is; undefined when it is not known. */
  source: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
  indexes: Indexes;
  /** Given to every compiled schema. */
  context: ValidateContext | undefined;
}
