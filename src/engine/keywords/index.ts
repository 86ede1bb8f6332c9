import { atMostShareOf, keptTrue, valuesKept } from './comparisons';
import type { Keyword } from './keyword';
import { distinctBy, existsIn, holds, missingFrom } from './lists';
import { fitsTable } from './table';
import {
  hostName,
  isAnyOf,
  mentionsNone,
  otherHostThan,
  outsideOf,
  releaseNamed,
  settingsCurrent,
  windowsServer,
} from './texts';
import { aheadBy, newerThan, notBeforeNewest, olderThan } from './times';
import {
  compatibleWith,
  documentedEdge,
  earlierThanTarget,
  ofTarget,
  versionParts,
  versionRange,
} from './versions';

/** The domain keywords that a rule's schemas may use beside those of JSON Schema. */
export const KEYWORDS: Record<string, Keyword> = {
  aheadBy,
  atMostShareOf,
  compatibleWith,
  distinctBy,
  documentedEdge,
  earlierThanTarget,
  existsIn,
  fitsTable,
  holds,
  hostName,
  isAnyOf,
  keptTrue,
  mentionsNone,
  missingFrom,
  newerThan,
  notBeforeNewest,
  ofTarget,
  olderThan,
  otherHostThan,
  outsideOf,
  releaseNamed,
  settingsCurrent,
  valuesKept,
  versionParts,
  versionRange,
  windowsServer,
};
