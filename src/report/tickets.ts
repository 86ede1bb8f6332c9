import type { Fleet, Report, Result } from '../model/report';
import { digest } from './fingerprint';
import { groupBy } from './group';
import { estateOf, figures } from './headline';
import { jsonText } from './json-text';
import { plain } from './plain';
import type { Reporter, ReportOptions } from './reporter';
import { openObjects, type Priority, type TicketObject } from './ticket-objects';
import { ticketBody, ticketTitle } from './ticket-text';

type GroupBy = ReportOptions['groupBy'];
type State = 'open' | 'still-open' | 'resolved';

/**
 * One document with one ticket for each rule, or each subject, of an estate (rules/tickets.schema.json). A script
 * finds its ticket again by `externalId`, so it keeps no state. Tickets of the baseline that are done are listed
 * as `resolved`; one whose rule was not judged this time stays `still-open`, never done by omission.
 */
export const tickets: Reporter = (run, { groupBy: by, baseline }) => {
  const document = {
    schemaVersion: 1,
    tool: run.tool,
    groupBy: by,
    compared: baseline !== undefined,
    exitCode: run.exitCode,
    estates: run.reports.map(estateOfDocument),
    tickets: ticketsOf(run, by, baseline ?? []),
  };
  return `${jsonText(document, 2)}\n`;
};

function estateOfDocument(report: Report): object {
  const { source, target, verdict, exitCode, now } = report;
  return {
    environment: plain(estateOf(report)),
    source,
    target,
    verdict,
    exitCode,
    now,
    figures: figures(report),
  };
}

function ticketsOf(run: Fleet, by: GroupBy, baseline: readonly Report[]): object[] {
  const estates = new Set(run.reports.map(estateOf));
  const current = objectsByTicket(run.reports, by);
  const before = objectsByTicket(
    baseline.filter((report) => report.error || estates.has(estateOf(report))),
    by,
  );
  const open = [...current].map(([key, objects]) =>
    ticket(key, objects, before.has(key) ? 'still-open' : 'open', by),
  );
  const gone = [...before].filter(([key]) => !current.has(key));
  return [...open, ...gone.map(([key, objects]) => endedTicket(key, objects, run.reports, by))];
}

function objectsByTicket(reports: readonly Report[], by: GroupBy): Map<string, TicketObject[]> {
  return groupBy(reports.flatMap(openObjects), (object) => digest(ticketKey(object, by)));
}

/** What a ticket is about, whatever was found: names count without regard to case. */
function ticketKey({ environment, ruleId, subject }: TicketObject, by: GroupBy): string[] {
  if (ruleId === null) return [environment, 'error'];
  return by === 'subject' && subject !== null
    ? [environment, 'subject', subject.toLowerCase()]
    : [environment, 'rule', ruleId];
}

function endedTicket(
  key: string,
  objects: readonly TicketObject[],
  reports: readonly Report[],
  by: GroupBy,
): object {
  const open = objects.filter((object) => !isSettled(object, reports));
  if (open.length > 0)
    return ticket(key, open, 'still-open', by, 'Not judged this time; as it was found before.');
  return ticket(key, objects, 'resolved', by, resolution(objects, reports));
}

/** Whether this run has judged an object of the baseline that it no longer lists as open, at every hop. */
function isSettled(object: TicketObject, reports: readonly Report[]): boolean {
  if (object.ruleId === null) return isReadAgain(object.environment, reports);
  const results = resultsFor(object, reports);
  return results.length > 0 && results.every((result) => result.status !== 'unknown' || result.checked > 0);
}

/** An inventory that could not be read has no environment: its error is known by the file, or not at all. */
function isReadAgain(estate: string, reports: readonly Report[]): boolean {
  const read = reports.filter((report) => !report.error);
  const named = read.some(({ environment, inventory }) => [environment, inventory?.file].includes(estate));
  return named || read.length === reports.length;
}

function resolution(objects: readonly TicketObject[], reports: readonly Report[]): string {
  const pairs = objects.map((object) => ({ object, results: resultsFor(object, reports) }));
  if (pairs.some(({ object, results }) => results.some((result) => isWaived(result, object.fingerprint)))) {
    return 'Resolved: a waiver covers it.';
  }
  const skipped = pairs.every(
    ({ results }) => results.length > 0 && results.every(({ status }) => status === 'skip'),
  );
  return skipped ? 'Resolved: does not apply any more.' : 'Resolved: no longer found.';
}

function resultsFor({ ruleId, environment }: TicketObject, reports: readonly Report[]): Result[] {
  const own = reports.filter((report) => plain(estateOf(report)) === environment);
  return own.flatMap(({ results }) => results.filter((result) => result.ruleId === ruleId));
}

function isWaived({ findings }: Result, fingerprint: string): boolean {
  return findings.some((finding) => finding.waiver !== null && finding.fingerprint === fingerprint);
}

const PRIORITIES: readonly Priority[] = ['high', 'medium', 'low'];

function ticket(
  key: string,
  objects: readonly TicketObject[],
  state: State,
  by: GroupBy,
  note?: string,
): object {
  const [first] = objects;
  const rules = groupBy(objects, ({ ruleId }) => ruleId);
  const about = `tp-doctor found this in ${first?.environment ?? ''}.`;
  return {
    externalId: `tpd-${key.slice(0, 40)}`,
    state,
    environment: first?.environment,
    ruleIds: [...rules.keys()].filter((ruleId) => ruleId !== null),
    subject: by === 'subject' ? (first?.subject ?? null) : null,
    title: ticketTitle(objects, by === 'subject'),
    body: ticketBody(objects, note ?? about),
    priority: PRIORITIES.find((priority) => objects.some((object) => object.priority === priority)),
    labels: labelsOf(objects),
    note: note ?? null,
    objects: objects.map(objectOfDocument),
    rules: [...rules.values()].flatMap((own) => own.slice(0, 1)).map(ruleOfDocument),
  };
}

/** Labels without spaces, as Jira wants them. */
function labelsOf(objects: readonly TicketObject[]): string[] {
  return [
    ...new Set([
      'tp-doctor',
      ...objects.flatMap(({ category, status }) => [category.replace(/\s+/g, '-'), status]),
    ]),
  ];
}

function objectOfDocument(object: TicketObject): object {
  const { ruleId, target, status, subject, path, message, actual, expected, fingerprint } = object;
  return { ruleId, target, status, subject, path, message, actual, expected, fingerprint };
}

function ruleOfDocument({ ruleId, title, remediation, evidence, pages }: TicketObject): object {
  return { ruleId, title, remediation, evidence, pages };
}
