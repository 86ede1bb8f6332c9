import { LEFT_OUT, type Report, type Result } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import { estateOf, namesOf, NO_INVENTORY } from '../view/estate';
import { groupBy } from '../view/group-by';
import type { TicketObject } from './objects';

/** What became of a ticket of the baseline of which this run lists nothing as open. */
export interface Resolution {
  state: 'still-open' | 'resolved';
  note: string;
  objects: readonly TicketObject[];
}

/** How tickets end in a run: never for want of evidence, so one whose rule was not judged this time stays open. */
export function findResolutions(
  reports: readonly Report[],
): (objects: readonly TicketObject[]) => Resolution {
  const results = resultsByRule(reports);
  const waived = waivedIn(reports);
  const read = new Set(
    reports.filter(({ error }) => !error).map((report) => escapeControls(estateOf(report))),
  );
  const resultsFor = ({ environment, ruleId }: TicketObject) => results.get(keyOf(environment, ruleId)) ?? [];
  const isSettled = (object: TicketObject) =>
    object.ruleId === null
      ? isReadAgain(object.environment, reports)
      : isJudged(resultsFor(object)) || (object.ruleId === WAIVERS && read.has(object.environment));

  return (objects) => {
    const open = objects.filter((object) => !isSettled(object));
    if (open.length > 0) {
      return { state: 'still-open', note: 'Not judged this time; as it was found before.', objects: open };
    }
    const resolved = (why: string): Resolution => ({ state: 'resolved', note: `Resolved: ${why}.`, objects });
    if (objects.some(({ fingerprint }) => waived.has(fingerprint))) return resolved('a waiver covers it');
    return resolved(
      objects.every((object) => isSkipped(resultsFor(object)))
        ? 'does not apply any more'
        : 'no longer found',
    );
  };
}

function resultsByRule(reports: readonly Report[]): Map<string, Result[]> {
  const all = reports.flatMap((report) =>
    report.results.map((result) => ({ environment: escapeControls(estateOf(report)), result })),
  );
  const groups = groupBy(all, ({ environment, result }) => keyOf(environment, result.ruleId));
  return new Map([...groups].map(([key, own]) => [key, own.map(({ result }) => result)]));
}

function keyOf(environment: string, ruleId: string | null): string {
  return JSON.stringify([environment, ruleId]);
}

function waivedIn(reports: readonly Report[]): Set<string> {
  const findings = reports.flatMap(({ results }) => results.flatMap((result) => result.findings));
  return new Set(findings.filter(({ waiver }) => waiver !== null).map(({ fingerprint }) => fingerprint));
}

// A result of this id is there only while the configuration has waivers.
const WAIVERS = 'waivers-current';

/** At every hop of a plan. A rule that could see its whole list has judged the objects that it does not mention. */
function isJudged(results: readonly Result[]): boolean {
  return results.length > 0 && !results.some((result) => isLeftOut(result) || isBlind(result));
}

function isLeftOut({ status, reason }: Result): boolean {
  return status === 'skip' && (Object.values(LEFT_OUT) as unknown[]).includes(reason);
}

/** Whether a list was missing, so that its objects could not even be named. */
function isBlind({ status, checked, findings }: Result): boolean {
  if (status === 'unknown' && checked === 0) return true;
  return findings.some(
    ({ kind, subject, path }) => kind === 'no-evidence' && subject === (path.slice(1) || 'inventory'),
  );
}

function isSkipped(results: readonly Result[]): boolean {
  return results.length > 0 && results.every(({ status }) => status === 'skip');
}

/** An inventory that could not be read has no environment: its error is known by the file, or not at all. */
function isReadAgain(estate: string, reports: readonly Report[]): boolean {
  const read = reports.filter((report) => !report.error);
  if (estate === NO_INVENTORY) return read.length === reports.length;
  return read.some((report) => namesOf(report).some((name) => escapeControls(name) === estate));
}
