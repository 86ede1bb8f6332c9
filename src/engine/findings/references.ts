import type { Reference } from '../../model/report';
import type { RuleReference } from '../../model/rule';
import type { TargetLine } from '../../model/target';
import { inRange } from '../values/versions';

/** Stands in the address of a page for the version of the documentation that the target has. */
const PLACE = '{targetUrl}';

/** The pages that are about a target, each in the target's own version of the documentation. */
export function referencesFor(
  references: readonly RuleReference[],
  { line, documentation }: TargetLine,
): Reference[] {
  return references
    .filter(({ target }) => target === undefined || inRange(line, target) === true)
    .map((one) => fillPage(one, documentation));
}

/** A page in one version of the documentation, such as 8_1. */
export function fillPage({ title, url }: RuleReference, documentation: string): Reference {
  return { title, url: url.replace(PLACE, documentation) };
}
