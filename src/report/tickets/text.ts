import { escapeMarkdown, markdownCode, markdownLink } from '../text/markdown';
import { groupBy } from '../view/group-by';
import { adviceFor, type TicketObject } from './objects';

// GitHub takes 65,536 characters; a title of more than 160 does not fit ServiceNow's short description.
const LONGEST_BODY = 60_000;
const MOST_OBJECTS = [50, 20, 5] as const;
const LONGEST_VALUE = 200;
/** Of a command line of Windows. */
const LONGEST_COMMAND = 8191;
const LONGEST_TITLE = 160;
const MOST_SECTIONS = 20;

/** One line: estate, what it is about, how many. */
export function ticketTitle(objects: readonly TicketObject[], bySubject: boolean): string {
  const [first] = objects;
  if (!first) return '';
  const about = `[${first.environment}] `;
  if (first.ruleId === null) return clip(`${about}${first.title}`, LONGEST_TITLE);
  if (bySubject && first.subject !== null) {
    const rules = new Set(objects.map(({ ruleId }) => ruleId)).size;
    return clip(`${about}${first.subject}: ${count(rules, 'rule')}`, LONGEST_TITLE);
  }
  return clip(`${about}${first.ruleId}: ${first.title} (${count(objects.length, 'object')})`, LONGEST_TITLE);
}

/** Markdown of at most 60,000 characters: a section for each rule with its objects, remediation and pages. */
export function ticketBody(objects: readonly TicketObject[], note: string): string {
  for (const most of MOST_OBJECTS) {
    const body = bodyOf(objects, note, most);
    if (body.length <= LONGEST_BODY) return body;
  }
  const body = bodyOf(objects, note, 1).slice(0, LONGEST_BODY);
  return body.slice(0, body.lastIndexOf('\n'));
}

function bodyOf(objects: readonly TicketObject[], note: string, most: number): string {
  const sections = [...groupBy(objects, ({ ruleId }) => ruleId).values()];
  const each = Math.max(1, Math.floor(most / Math.min(sections.length, MOST_SECTIONS)));
  const text = sections.slice(0, MOST_SECTIONS).map((own) => section(own, each));
  const left = sections.length - text.length;
  return [escapeMarkdown(note), ...text, ...(left > 0 ? [`… and ${count(left, 'rule')} more.`] : [])].join(
    '\n\n',
  );
}

function section(objects: readonly TicketObject[], most: number): string {
  const [first] = objects;
  if (!first) return '';
  const left = objects.length - most;
  const { remediation, evidence, command } = adviceFor(objects);
  return [
    `### ${first.ruleId === null ? '' : `${markdownCode(first.ruleId)}: `}${short(first.title)}`,
    '',
    ...objects.slice(0, most).map(objectLine),
    ...(left > 0 ? [`- … and ${left} more`] : []),
    ...(remediation === null
      ? []
      : ['', `**What to do:** ${escapeMarkdown(clip(remediation, LONGEST_VALUE * 5))}`]),
    ...(evidence === null ? [] : ['', `**Evidence to supply:** ${short(evidence)}`]),
    ...(command === null ? [] : ['', `**Command:** ${markdownCode(clip(command, LONGEST_COMMAND))}`]),
    ...(first.pages.length === 0 ? [] : ['']),
    ...first.pages.slice(0, 5).map(({ title, url }) => `- ${markdownLink(clip(title, LONGEST_VALUE), url)}`),
  ].join('\n');
}

function objectLine(object: TicketObject): string {
  const { subject, message, actual, expected, status, target } = object;
  const name = subject === null ? '' : `${markdownCode(clip(subject, LONGEST_VALUE))}: `;
  const expectation = expected === null ? '' : `, expected ${markdownCode(clip(expected, LONGEST_VALUE))}`;
  const found = actual === null ? '' : ` (found ${markdownCode(clip(actual, LONGEST_VALUE))}${expectation})`;
  const upTo = target === null ? '' : `, for ${escapeMarkdown(clip(target, 20))}`;
  return `- **${status}**${upTo}: ${name}${short(message)}${found}`;
}

function short(text: string): string {
  return escapeMarkdown(clip(text, LONGEST_VALUE));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** At most so many characters, never half of a pair. */
function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
