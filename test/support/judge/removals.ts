import type { Gate } from '../../../src/engine/verdict/gate';
import { verdictOf } from '../../../src/engine/verdict/verdict';
import { patternOf } from '../../../src/engine/values/pointers';
import { UserError } from '../../../src/model/errors';
import type { Inventory } from '../../../src/model/inventory';
import { VERDICTS, type Finding, type Result, type Verdict } from '../../../src/model/report';
import { isRelated, without, type Document } from '../estates/changes';
import { judgeLoaded, load } from './judge-inventory';

/**
 * What taking evidence away may do (docs/principles.md, "Limits" names the same):
 *
 * 1. The verdict never gets better, in the order error, not-ready, undetermined, ready-with-warnings, ready. A
 *    document that no longer loads is an error. One exception follows from the meaning of "violation": where the
 *    field taken away is what proved a violation, nothing is proven any more, so not-ready may become
 *    undetermined. It never becomes ready.
 * 2. Rule by rule: a violation stays a violation, or becomes missing evidence, of the same rule at the same
 *    subject (or at the list it was in, or at the element that the field was taken from). It never vanishes.
 * 3. A new violation never appears: a violation is proven by what is there.
 *
 * The fields in LOSES and KEEPS_A_SUBJECT_OUT are the only exceptions to 2 and 3 (and LOSES to 1), each for the
 * reason given.
 */
interface Exception {
  rules: string[];
  because: string;
}

const ofDatabase = ['sql-databases-online', 'sql-recovery-simple', 'sql-login-owner', 'sql-backup-recent'];

/** Fields without which a violation of these rules may vanish. */
const LOSES: Record<string, Exception> = {
  '/agents/*/loggingIni': {
    rules: ['agent-logging-settings-current'],
    because: 'it is the subject: only a customised Logging.ini is judged',
  },
  '/agents/*/status': {
    rules: ['mixed-version-mode-off', 'agent-softened'],
    because:
      'a row counts as an Agent unless it says No Agent, and an old one needs the mode; Hardened says what another field denied',
  },
  '/agents/*/domainListed': {
    rules: ['agent-domain-named'],
    because: 'it says that the list shows no domain, which another source knows',
  },
  '/agents/*/domain': {
    rules: ['agent-name-unique', 'nas-agent-listed'],
    because: 'it said that rows of one name are two hosts; the FQDN is believed once the domain is gone',
  },
  '/agents/*/fqdn': {
    rules: ['nas-agent-listed'],
    because: 'it said that the row is of another domain than the proxy of that name',
  },
  '/activityMonitor/agents/*/domain': {
    rules: ['nas-agent-listed'],
    because: 'it said that the proxy is of another domain than the row of that name',
  },
  '/certsInfo/certificates/*/keyMatches': {
    rules: ['certs-key-matches'],
    because: 'it says that there is a key, where the folder lists no key file',
  },
  '/activityMonitor/agents/*/hosts/*/deviceVersion': {
    rules: ['nas-device-supported'],
    because: 'the version is judged where it is known, as the catalogue has it (C4)',
  },
  '/database/configDatabase': {
    rules: ofDatabase,
    because: 'it names the database that is judged; without it the documented name is meant (E1)',
  },
  '/database/dataDatabase': {
    rules: [...ofDatabase, 'sql-autogrowth-adequate'],
    because: 'it names the database that is judged; without it the documented name is meant (E1)',
  },
  '/database/archiveDatabase': {
    rules: ['sql-recovery-simple'],
    because: 'it names a database that is judged too; without it none is known (E18)',
  },
  '/certsInfo/files/*/sizeBytes': {
    rules: ['certs-files-readable'],
    because: 'the size of Secret.dpapi, which a hop adds, is not known in advance, so it is not needed',
  },
  '/certsInfo/found': {
    rules: ['certs-info-present'],
    because: 'it was false although files of the folder are listed, which prove that it was found',
  },
  '/enterpriseManager/license/expiresAt': {
    rules: ['license-not-expiring'],
    because: 'it was there although the licence is said not to expire, and then it counts',
  },
  '/database/databases/*/fullBackupFound': {
    rules: ['sql-backup-recent'],
    because: 'it was false although the time of a full backup is known, which proves that there is one',
  },
};

/** Takes a subject out of a rule, or two subjects apart: without it the rule is about them. */
const KEEPS_A_SUBJECT_OUT: Record<string, string> = {
  '/agents/*/status': 'No Agent',
  '/agents/*/lsassExclusionConfirmed': 'somebody has checked what the name of a product suggests (B7)',
  '/agents/*/domain': 'two hosts of one name in two domains (B12)',
  '/agents/*/fqdn': 'two hosts of one name in two domains (B12)',
  '/activityMonitor/agents/*/domain': 'two hosts of one name in two domains (B12)',
  '/activityMonitor/agents/*/platform': 'Linux, of which no list of Windows releases says anything (C23)',
  '/activityMonitor/agents/*/hosts/*/outputs': 'outputs of which none is managed by Threat Prevention (C22)',
  '/activityMonitor/agents/*/hosts/*/outputs/*/managedBy':
    'Activity Monitor itself, or another product (C22)',
  '/certsInfo/certificates/*/position': 'a further certificate of a file has no key of its own',
  '/reportingModule/installed': 'not installed',
  '/database/dataDatabase': 'a list in which the database of the documented name is missing',
  '/database/archiveDatabase': 'a list in which a database of that name is missing',
  '/database/configDatabase': 'a list in which the database of the documented name is missing',
};

/** Lists that are gathered whole, so that what is not in them is proven to be absent. */
const CLOSED_LISTS = [
  '/certsInfo/files/*',
  '/certsInfo/backup/files/*',
  '/database/databases/*',
  '/policyExports/*',
  '/policyExports/*/policyNames/*',
  '/agents/*/trustedRoots/*',
];

/** Rules about one list that read another: a violation may be about an element of the other list. */
const PARTNER_LISTS: Record<string, string[]> = {
  'agent-name-unique': ['/agents'],
  'agent-fqdn-unique': ['/agents'],
  'agent-address-unique': ['/agents'],
  'agent-version-agreed': ['/agents'],
  'nas-agent-listed': ['/agents'],
  'nas-proxy-module-installed': ['/agents'],
  'mixed-version-mode-off': ['/certsInfo/files', '/agents'],
  'mixed-version-mode-usable': ['/certsInfo/files', '/agents'],
  'policy-export-fresh': ['/policies', '/policyExports'],
  'policy-export-complete': ['/policyExports'],
};

/** They say that a list is incomplete, or old; without them it is taken for whole, or the next best time counts. */
const SAYS_INCOMPLETE = /^[/]sources[/][*](?:$|[/](?:asOf|collectedAt|status|sections|missing)(?:$|[/]))/;

export const TARGETS = ['7.3.9', '7.4', '7.5', '8.0', '8.1'];
const GATES: Gate[] = [
  { failOn: 'fail', allowUnknown: false },
  { failOn: 'warn', allowUnknown: false },
];

/** A document, loaded, or the refusal of the loader. Anything else that is thrown fails the test. */
async function loadOrRefuse(document: unknown): Promise<Inventory | UserError> {
  try {
    return await load(document);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function verdictAt(outcome: Result[] | UserError, gate: Gate): Verdict {
  return outcome instanceof UserError ? 'error' : verdictOf(outcome, gate).verdict;
}

const rank = (verdict: Verdict) => VERDICTS.indexOf(verdict);
const isOpen = ({ kind }: Finding) => kind === 'no-evidence';
const isViolation = ({ kind }: Finding) => kind === 'violation';

interface Removal {
  before: Result[];
  after: Result[] | UserError;
  removed: string;
}

function expectNoBetterVerdict({ before, after, removed }: Removal): void {
  for (const gate of GATES) {
    const [was, is] = [verdictAt(before, gate), verdictAt(after, gate)];
    const best = was === 'not-ready' ? 'undetermined' : was;
    if (rank(is) > rank(best)) throw new Error(`without ${removed}: ${was} became ${is}`);
  }
}

/** Violations of `before` that are neither violation nor missing evidence in `after`. */
function vanished({ before, after, removed }: Removal): { rule: string; subject: string }[] {
  if (after instanceof UserError) return [];
  return before.flatMap((result, at) => {
    const now = after[at]?.findings ?? [];
    return result.findings.filter(isViolation).flatMap((finding) => {
      const stays = now.some(
        (one) =>
          isRelated(one.path, finding.path) ||
          (isOpen(one) && isRelated(patternOf(one.path), patternOf(removed))),
      );
      return stays ? [] : [{ rule: result.ruleId, subject: finding.subject }];
    });
  });
}

/** Violations of `after` at places where `before` had none. */
function appeared({ before, after, removed }: Removal): string[] {
  if (after instanceof UserError) return [];
  return after.flatMap((result, at) => {
    const were = before[at]?.findings.filter(isViolation) ?? [];
    const isNew = (finding: Finding) => !were.some((one) => one.path === finding.path);
    return result.findings
      .filter((finding) => isViolation(finding) && isNew(finding))
      .map((finding) => `${result.ruleId} at ${finding.subject} appeared without ${removed}`);
  });
}

export function expectFieldRemoval(removal: Removal): void {
  const pattern = patternOf(removal.removed);
  if (SAYS_INCOMPLETE.test(pattern)) return;
  const lost = vanished(removal);
  const unexcused = lost.filter(({ rule }) => !LOSES[pattern]?.rules.includes(rule));
  expectNone(
    unexcused.map(({ rule, subject }) => `${rule} at ${subject} vanished without ${removal.removed}`),
  );
  if (lost.length === 0) expectNoBetterVerdict(removal);
  if (!(pattern in KEEPS_A_SUBJECT_OUT)) expectNone(appeared(removal));
}

/** As `expect(wrong).toEqual([])`, which takes a good part of the time when it is asked tens of thousands of times. */
function expectNone(wrong: string[]): void {
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** Only violations about the element may vanish: at, above or below it, or of rules that compare its list. */
export function expectElementRemoval({ before, after, removed }: Removal): void {
  if (after instanceof UserError) return;
  // Not by fingerprint: the element may be what proved how the domain of others is spelt (docs/baseline.md).
  const nameOf = (ruleId: string, { subject }: Finding) => JSON.stringify([ruleId, subject]);
  const namesOf = (results: Result[]) =>
    new Set(results.flatMap(({ ruleId, findings }) => findings.map((one) => nameOf(ruleId, one))));
  const [namesBefore, namesAfter] = [namesOf(before), namesOf(after)];
  // Without the source that had a list whole, what is not in it is not known.
  const saysIncomplete = SAYS_INCOMPLETE.test(patternOf(removed));
  const openRules = new Set(
    after.filter(({ findings }) => findings.some(isOpen)).map(({ ruleId }) => ruleId),
  );
  const lost = before.flatMap(({ ruleId, findings }) =>
    findings
      .filter((one) => isViolation(one) && !namesAfter.has(nameOf(ruleId, one)))
      .filter((one) => !isRelated(one.path, removed) && !comparesList(ruleId, removed))
      .filter(() => !(saysIncomplete && openRules.has(ruleId)))
      .map((one) => `${ruleId} at ${one.subject} vanished without ${removed}`),
  );
  expectNone(lost);
  if (CLOSED_LISTS.includes(patternOf(removed)) || saysIncomplete) return;
  const gained = after.flatMap(({ ruleId, findings }) =>
    findings
      .filter((one) => isViolation(one) && !namesBefore.has(nameOf(ruleId, one)))
      .filter(() => !comparesList(ruleId, removed))
      .map((one) => `${ruleId} at ${one.subject} appeared without ${removed}`),
  );
  expectNone(gained);
}

function comparesList(ruleId: string, removed: string): boolean {
  return (PARTNER_LISTS[ruleId] ?? []).some((list) => removed.startsWith(`${list}/`));
}

/** Takes away what `removed` lists, each from the whole document, and looks at what comes of it for each target. */
export async function tryRemovals(
  document: Document,
  targets: string[],
  removals: string[],
  look: (removal: Removal) => void,
): Promise<void> {
  const whole = await load(document);
  const judged = targets.map((target) => ({ target, before: judgeLoaded(whole, { target }) }));
  for (const removed of removals) {
    const left = await loadOrRefuse(without(document, removed));
    for (const { target, before } of judged)
      look({ before, after: left instanceof UserError ? left : judgeLoaded(left, { target }), removed });
  }
}
