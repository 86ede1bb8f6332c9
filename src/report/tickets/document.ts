import { hasFormerKeys } from '../../engine/compare/pairing';
import type { Fleet, Report } from '../../model/report';
import type { Reporter, ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { jsonText } from '../text/json';
import { estateOf, formatFigures, namesOf, NO_INVENTORY } from '../view/estate';
import { digest } from '../view/fingerprint';
import { groupBy } from '../view/group-by';
import { withRelaxed } from '../view/relaxed';
import { adviceFor, escapeOrNull, openObjects, type Priority, type TicketObject } from './objects';
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
  const { source, target, verdict, exitCode, now, summary, configuration, evidence = [] } = report;
  return {
    environment: escapeControls(estateOf(report)),
    source: escapeOrNull(source),
    target: escapeOrNull(target),
    verdict,
    exitCode,
    now,
    figures: withRelaxed(formatFigures(report), summary),
    evidence: evidence.map((task) => ({
      ...task,
      action: escapeControls(task.action),
      command: escapeControls(task.command),
      owner: escapeControls(task.owner),
    })),
    ...(configuration && { configuration: { ...configuration, file: escapeControls(configuration.file) } }),
  };
}

function ticketsOf(run: Fleet, by: GroupBy, baseline: readonly Report[]): object[] {
  const estates = new Set([...run.reports.flatMap(namesOf), NO_INVENTORY]);
  const current = objectsByTicket(run.reports, by);
  const older = baseline.filter((report) => estates.has(estateOf(report))).flatMap(withUnjudged);
  const before = objectsByTicket(older, by);
  const formerOf = findFormerKeys(current, before, older, by);
  const open = [...current].map(([key, objects]) => {
    const former = formerOf.get(key);
    const state = before.has(former ?? key) ? 'still-open' : 'open';
    return ticket(key, objects, state, by, { formerId: former });
  });
  const taken = new Set(formerOf.values());
  const gone = [...before].filter(([key]) => !current.has(key) && !taken.has(key));
  const endingOf = findResolutions(run.reports);
  const ended = gone.map(([key, left]) => {
    const { objects, state, note } = endingOf(left);
    return ticket(key, objects, state, by, { note });
  });
  return [...open, ...ended];
}

/** A report, and what it has kept of the one before it: both are open in the tracker. */
function withUnjudged(report: Report): Report[] {
  const { unjudged = [] } = report;
  if (unjudged.length === 0) return [report];
  const kept = { ...report, results: unjudged };
  delete kept.error;
  return [report, kept];
}

function objectsByTicket(reports: readonly Report[], by: GroupBy): Map<string, TicketObject[]> {
  return groupBy(reports.flatMap(openObjects), (object) => digest(ticketKey(object, by)));
}

/** What a ticket is about, whatever was found and however the subject is spelt. */
function ticketKey({ environment, ruleId, key }: TicketObject, by: GroupBy): string[] {
  if (ruleId === null) return [environment, 'error'];
  return by === 'subject' && key !== null ? [environment, 'subject', key] : [environment, 'rule', ruleId];
}

/** By key, the one that 1.0 gave the ticket: by the name of the subject. Only where the baseline is a report of 1.0 that has it. */
function findFormerKeys(
  current: ReadonlyMap<string, readonly TicketObject[]>,
  before: ReadonlyMap<string, unknown>,
  older: readonly Report[],
  by: GroupBy,
): Map<string, string> {
  const isFormer = older.some(({ results }) => results.some(({ findings }) => hasFormerKeys(findings)));
  if (!isFormer || by !== 'subject') return new Map();
  const pairs = [...current].flatMap(([key, [object]]) => {
    const name = object?.subject?.toLowerCase() ?? null;
    const former = object && digest(ticketKey({ ...object, key: name }, by));
    return former !== undefined && former !== key && before.has(former) && !before.has(key)
      ? [[key, former] as const]
      : [];
  });
  // What may be either of two is neither.
  return new Map(pairs.filter(([, former]) => pairs.filter(([, other]) => other === former).length === 1));
}

const PRIORITIES: readonly Priority[] = ['high', 'medium', 'low'];

function ticket(
  key: string,
  objects: readonly TicketObject[],
  state: State,
  by: GroupBy,
  { note, formerId }: { note?: string; formerId?: string | undefined },
): object {
  const [first] = objects;
  const rules = groupBy(objects, ({ ruleId }) => ruleId);
  const about = `tp-doctor found this in ${first?.environment ?? ''}.`;
  return {
    externalId: idOf(key),
    formerId: formerId === undefined ? null : idOf(formerId),
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
    rules: [...rules.values()].map(ruleOfDocument),
  };
}

function idOf(key: string): string {
  return `tpd-${key.slice(0, 40)}`;
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

function ruleOfDocument(own: readonly TicketObject[]): object {
  const [first] = own;
  const { remediation, evidence } = adviceFor(own);
  return {
    ruleId: first?.ruleId,
    title: first?.title,
    remediation: remediation ?? '',
    evidence,
    pages: first?.pages,
  };
}
