// node jira.mjs tickets.json: one Jira Cloud issue for each ticket. See jira.md.
import { apiOf, need, upsertAll } from './client.mjs';

const project = need('JIRA_PROJECT');
const secret = Buffer.from(`${need('JIRA_EMAIL')}:${need('JIRA_TOKEN')}`).toString('base64');
const api = apiOf(need('JIRA_URL'), { authorization: `Basic ${secret}` });
const PRIORITY = { high: 'High', medium: 'Medium', low: 'Low' };

await upsertAll(async (ticket) => {
  const issue =
    (await find(ticket.externalId)) ?? (ticket.formerId ? await find(ticket.formerId) : undefined);
  if (!issue) return ticket.state === 'resolved' ? 'nothing to close' : create(ticket);
  const done = issue.fields.status.statusCategory.key === 'done';
  if (ticket.state === 'resolved')
    return done ? `closed before ${issue.key}` : move(issue.key, 'closed', (key) => key === 'done');
  await api('PUT', `rest/api/3/issue/${issue.key}`, {
    fields: { summary: ticket.title, description: describe(ticket) },
    update: { labels: [...ticket.labels, ticket.externalId].map((label) => ({ add: label })) },
  });
  return done ? move(issue.key, 'reopened', (key) => key !== 'done') : `updated ${issue.key}`;
});

/** The issue that carries the external id as a label. */
async function find(externalId) {
  const jql = `project = "${project}" AND labels = "${externalId}" ORDER BY created ASC`;
  const { issues } = await api('POST', 'rest/api/3/search/jql', { jql, fields: ['status'], maxResults: 1 });
  return issues[0];
}

async function create(ticket) {
  const fields = {
    project: { key: project },
    issuetype: { name: process.env.JIRA_ISSUE_TYPE ?? 'Task' },
    summary: ticket.title,
    description: describe(ticket),
    labels: [...ticket.labels, ticket.externalId],
    priority: { name: PRIORITY[ticket.priority] },
  };
  return `created ${(await api('POST', 'rest/api/3/issue', { fields })).key}`;
}

/** Takes the first transition that leads to a status of the wanted category. */
async function move(key, word, wanted) {
  const { transitions } = await api('GET', `rest/api/3/issue/${key}/transitions`);
  const transition = transitions.find(({ to }) => wanted(to.statusCategory.key));
  if (!transition) throw new Error(`${key} has no transition that would mark it ${word}`);
  await api('POST', `rest/api/3/issue/${key}/transitions`, { transition: { id: transition.id } });
  return `${word} ${key}`;
}

/** The description as Atlassian Document Format, made from the data: Jira does not read Markdown. */
function describe({ rules, objects }) {
  const shown = rules.slice(0, 5);
  const most = Math.floor(50 / shown.length);
  const content = shown.flatMap((rule) => {
    const own = objects.filter(({ ruleId }) => ruleId === rule.ruleId);
    const more = own.length > most ? [`… and ${own.length - most} more`] : [];
    return [
      { type: 'heading', attrs: { level: 3 }, content: [text(rule.title)] },
      list([...own.slice(0, most).map(sentence), ...more].map((line) => [text(line)])),
      ...(rule.remediation === '' ? [] : [paragraph([text(`What to do: ${rule.remediation}`)])]),
      ...(rule.evidence === null ? [] : [paragraph([text(`Evidence to supply: ${rule.evidence}`)])]),
      ...rule.pages.slice(0, 3).map(({ title, url }) => paragraph([text(title, url)])),
    ];
  });
  const left = rules.length - shown.length;
  const rest = left > 0 ? [paragraph([text(`… and ${left} more rules`)])] : [];
  return { type: 'doc', version: 1, content: [...content, ...rest] };
}

function sentence({ status, subject, message, actual, expected }) {
  const found =
    actual === null ? '' : ` (found ${actual}${expected === null ? '' : `, expected ${expected}`})`;
  return `${status}: ${subject === null ? '' : `${subject}: `}${message}${found}`;
}

function list(items) {
  return {
    type: 'bulletList',
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  };
}

function paragraph(content) {
  return { type: 'paragraph', content };
}

/** Jira refuses a text of no length, and a description of more than 32,767 characters. */
function text(value, href) {
  const node = { type: 'text', text: value.slice(0, 200) || '-' };
  return /^https?:\/\//.test(href ?? '') ? { ...node, marks: [{ type: 'link', attrs: { href } }] } : node;
}
