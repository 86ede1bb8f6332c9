const ASKED_BY_SCHEMA =
  "the inventory's schema asks for collectedAt, so no inventory that is judged is without it";
const SAID_BY_KEYWORD =
  'the keyword that compares with it says itself, in the same words, that it is not known';
/** The changes of knowledge that no example can notice, each with the reason; the list is exact. */
export const SURVIVORS: Readonly<Record<string, string>> = {
  'agent-not-newer-than-em /needs/1: removed': SAID_BY_KEYWORD,
  'certs-backup-present /needs/6: removed': SAID_BY_KEYWORD,
  'certs-backup-present /needs/7: removed': SAID_BY_KEYWORD,
  'inventory-fresh /needs/0: removed': ASKED_BY_SCHEMA,
  'inventory-timely /needs/0: removed': ASKED_BY_SCHEMA,
  'policy-export-complete /needs/2: removed': SAID_BY_KEYWORD,
  'policy-export-fresh /needs/1: removed': SAID_BY_KEYWORD,
  'post-certs-carried-over /needs/1: removed': SAID_BY_KEYWORD,
  'post-certs-folder-current /needs/1: removed': SAID_BY_KEYWORD,
  'post-mixed-version-mode-off /needs/1: removed': SAID_BY_KEYWORD,
  'post-reporting-module-kept /needs/1: removed': SAID_BY_KEYWORD,
  'post-server-same /needs/1: removed': SAID_BY_KEYWORD,
  'post-version-later /needs/1: removed': SAID_BY_KEYWORD,
  'sql-separate-host /needs/1: removed': SAID_BY_KEYWORD,
};
