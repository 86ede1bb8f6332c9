import { findSilence } from '../../engine/compare/settled';
import type { Report, Result } from '../../model/report';
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

/** How tickets end in a run: never for want of evidence, so one whose object nobody looked for stays open (docs/tickets/states.md). */
export function findResolutions(
  reports: readonly Report[],
): (objects: readonly TicketObject[]) => Resolution {
  const judged = reports.filter(({ error }) => !error).map(indexResults);
  const byEstate = groupBy(judged, ({ estate }) => estate);
  const waived = waivedIn(reports);
  const runsOf = ({ environment }: TicketObject) => byEstate.get(environment) ?? [];
  const isSettled = (object: TicketObject) =>
    object.ruleId === null
      ? isReadAgain(object.environment, reports)
      : runsOf(object).length > 0 && runsOf(object).every((run) => isJudged(object, run));

  return (objects) => {
    const open = objects.filter((object) => !isSettled(object));
    if (open.length > 0) {
      return { state: 'still-open', note: 'Not judged this time; as it was found before.', objects: open };
    }
    const resolved = (why: string): Resolution => ({ state: 'resolved', note: `Resolved: ${why}.`, objects });
    if (objects.some(({ fingerprint }) => waived.has(fingerprint))) return resolved('a waiver covers it');
    const isSkipped = (object: TicketObject) =>
      object.ruleId !== null &&
      runsOf(object).every((run) => run.results.get(object.ruleId)?.status === 'skip');
    return resolved(objects.every(isSkipped) ? 'does not apply any more' : 'no longer found');
  };
}

/** A report of an inventory, or of a hop of a plan. */
interface Run {
  report: Report;
  estate: string;
  results: ReadonlyMap<string | null, Result>;
}

function indexResults(report: Report): Run {
  const results = new Map(report.results.map((result) => [result.ruleId, result]));
  return { report, estate: escapeControls(estateOf(report)), results };
}

// A result of this id is there only while the configuration has waivers.
const WAIVERS = 'waivers-current';

function isJudged({ ruleId, path }: TicketObject, { report, results }: Run): boolean {
  const result = results.get(ruleId);
  if (result === undefined && ruleId === WAIVERS) return true;
  return findSilence({ path: path ?? '' }, result, report) === null;
}

function waivedIn(reports: readonly Report[]): Set<string> {
  const findings = reports.flatMap(({ results }) => results.flatMap((result) => result.findings));
  const waived = findings.filter(({ waiver }) => waiver !== null);
  return new Set(waived.flatMap((one) => [one.fingerprint, one.formerFingerprint ?? one.fingerprint]));
}

/** An inventory that could not be read has no environment: its error is known by the file, or not at all. */
function isReadAgain(estate: string, reports: readonly Report[]): boolean {
  const read = reports.filter((report) => !report.error);
  if (estate === NO_INVENTORY) return read.length === reports.length;
  return read.some((report) => namesOf(report).some((name) => escapeControls(name) === estate));
}
