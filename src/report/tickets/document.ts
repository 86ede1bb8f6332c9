import type { Fleet, Report } from '../../model/report';
import type { Reporter, ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { jsonText } from '../text/json';
import { estateOf, formatFigures, namesOf, NO_INVENTORY } from '../view/estate';
import { digest } from '../view/fingerprint';
import { groupBy } from '../view/group-by';
import { withRelaxed } from '../view/relaxed';
import { escapeOrNull, openObjects, type Priority, type TicketObject } from './objects';
import { findResolutions } from './resolution';
import { ticketBody, ticketTitle } from './text';

type GroupBy = ReportOptions['groupBy'];
type State = 'open' | 'still-open' | 'resolved';

/**
 * One document with one ticket for each rule, or each subject, of an estate (rules/tickets.schema.json). A script
 * finds its ticket again by `externalId`, so it keeps no state. Tickets of the baseline that are done are listed
 * as `resolved`; one whose rule was not judged this time stays `still-open`, never done by omission.
 */
export const formatTickets: Reporter = (run, { groupBy: by, baseline }) => {
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
  const { source, target, verdict, exitCode, now, summary, configuration } = report;
  return {
    environment: escapeControls(estateOf(report)),
    source: escapeOrNull(source),
    target: escapeOrNull(target),
    verdict,
    exitCode,
    now,
    figures: withRelaxed(formatFigures(report), summary),
    ...(configuration && { configuration: { ...configuration, file: escapeControls(configuration.file) } }),
  };
}

function ticketsOf(run: Fleet, by: GroupBy, baseline: readonly Report[]): object[] {
  const estates = new Set([...run.reports.flatMap(namesOf), NO_INVENTORY]);
  const current = objectsByTicket(run.reports, by);
  const before = objectsByTicket(
    baseline.filter((report) => estates.has(estateOf(report))),
    by,
  );
  const open = [...current].map(([key, objects]) =>
    ticket(key, objects, before.has(key) ? 'still-open' : 'open', by),
  );
  const gone = [...before].filter(([key]) => !current.has(key));
  const endingOf = findResolutions(run.reports);
  const ended = gone.map(([key, left]) => {
    const { objects, state, note } = endingOf(left);
    return ticket(key, objects, state, by, note);
  });
  return [...open, ...ended];
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
  return { ruleId, title, remediation: remediation ?? '', evidence, pages };
}
