// node github-issues.mjs tickets.json: one GitHub issue for each ticket. See github-issues.md.
import { apiOf, need, upsertAll } from './client.mjs';

const api = apiOf(process.env.GITHUB_API_URL ?? 'https://api.github.com', {
  authorization: `Bearer ${need('GITHUB_TOKEN')}`,
  'x-github-api-version': '2022-11-28',
});
const issues = `repos/${need('GITHUB_REPOSITORY')}/issues`;
const known = await knownIssues();

await upsertAll(async (ticket) => {
  const issue = known.get(ticket.externalId) ?? known.get(ticket.formerId);
  const body = `<!-- ${ticket.externalId} -->\n${ticket.body}\n`;
  if (!issue) return ticket.state === 'resolved' ? 'nothing to close' : create(ticket, body);
  const { number, state, title } = issue;
  if (ticket.state === 'resolved') {
    if (state === 'closed') return `closed before #${number}`;
    await api('POST', `${issues}/${number}/comments`, { body: ticket.note });
    await api('PATCH', `${issues}/${number}`, { state: 'closed', state_reason: 'completed' });
    return `closed #${number}`;
  }
  if (state === 'open' && title === ticket.title && issue.body.trim() === body.trim())
    return `unchanged #${number}`;
  await api('PATCH', `${issues}/${number}`, { title: ticket.title, body, state: 'open' });
  return `${state === 'closed' ? 'reopened' : 'updated'} #${number}`;
});

async function create({ title, labels }, body) {
  return `created #${(await api('POST', issues, { title, body, labels })).number}`;
}

/** Issues by the external id in their first line. Listed, not searched: the search index lags behind. */
async function knownIssues() {
  const found = new Map();
  for (let page = 1; ; page += 1) {
    const query = `labels=tp-doctor&state=all&sort=created&direction=asc&per_page=100&page=${page}`;
    const list = await api('GET', `${issues}?${query}`);
    for (const issue of list) {
      const [, id] = /^<!-- (tpd-[0-9a-f]{40}) -->/.exec(issue.body ?? '') ?? [];
      if (id && !issue.pull_request && !found.has(id)) found.set(id, issue);
    }
    if (list.length < 100) return found;
  }
}
