import type { Operation } from '../operation';
import { CHOICES } from './choices';
import { CONTRADICTIONS } from './contradictions';
import { DOCUMENTS } from './documents';
import { EVIDENCE } from './evidence';
import { SOURCES } from './sources';
import { VIOLATIONS } from './violations';
import { WARNINGS } from './warnings';

/** Every way that a hunt knows to make a world worse. A new one is a line in the list of its kind. */
export const OPERATIONS: readonly Operation[] = [
  ...CHOICES,
  ...CONTRADICTIONS,
  ...DOCUMENTS,
  ...EVIDENCE,
  ...SOURCES,
  ...VIOLATIONS,
  ...WARNINGS,
];
