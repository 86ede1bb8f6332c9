import { atLeastTimes, atMostShareOf } from './comparisons';
import { keptShare, keptTime, keptTrue, valuesKept } from './kept';
import type { Keyword } from './keyword';
import { distinctBy, existsIn, gapless, holds, missingFrom } from './lists';
import {
  accountKind,
  administratorIn,
  hostName,
  otherHostThan,
  outsideOf,
  sameManagerAs,
  sameServerAs,
} from './machines';
import { fitsTable, pairedWith } from './table';
import { releaseNamed, settingsCurrent, usedNas, windowsServer } from './systems';
import { isAnyOf, mentionsNone } from './texts';
import { aheadBy, newerThan, notBeforeNewest, olderThan, timelyIn } from './times';
import {
  compatibleWith,
  documentedEdge,
  earlierThanTarget,
  laterThan,
  ofTarget,
  sameVersion,
  versionParts,
  versionRange,
} from './versions';

/** The domain keywords that a rule's schemas may use beside those of JSON Schema. */
export const KEYWORDS: Record<string, Keyword> = {
  accountKind,
  administratorIn,
  aheadBy,
  atLeastTimes,
  atMostShareOf,
  compatibleWith,
  distinctBy,
  documentedEdge,
  earlierThanTarget,
  existsIn,
  fitsTable,
  gapless,
  holds,
  hostName,
  isAnyOf,
  keptShare,
  keptTime,
  keptTrue,
  laterThan,
  mentionsNone,
  missingFrom,
  newerThan,
  notBeforeNewest,
  ofTarget,
  olderThan,
  otherHostThan,
  outsideOf,
  pairedWith,
  releaseNamed,
  sameManagerAs,
  sameServerAs,
  sameVersion,
  settingsCurrent,
  timelyIn,
  usedNas,
  valuesKept,
  versionParts,
  versionRange,
  windowsServer,
};
