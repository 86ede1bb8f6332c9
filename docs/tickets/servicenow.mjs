// node servicenow.mjs tickets.json: one ServiceNow incident for each ticket. See servicenow.md.
import { apiOf, need, upsertAll } from './client.mjs';

const secret = Buffer.from(`${need('SN_USER')}:${need('SN_PASSWORD')}`).toString('base64');
const api = apiOf(need('SN_URL'), { authorization: `Basic ${secret}` });
const table = `api/now/table/${encodeURIComponent(process.env.SN_TABLE ?? 'incident')}`;
const closeCode = process.env.SN_CLOSE_CODE ?? 'Solution provided';
// ServiceNow computes the priority from these two.
const RANK = { high: '1', medium: '2', low: '3' };
const STATE = { inProgress: '2', resolved: '6', closed: '7', cancelled: '8' };

await upsertAll(async (ticket) => {
  const incident =
    (await find(ticket.externalId)) ?? (ticket.formerId ? await find(ticket.formerId) : undefined);
  if (!incident) return ticket.state === 'resolved' ? 'nothing to close' : create(ticket);
  const done = incident.state === STATE.resolved;
  if (ticket.state !== 'resolved') {
    await change(incident, {
      correlation_id: ticket.externalId,
      ...textOf(ticket),
      ...(done && { state: STATE.inProgress }),
    });
    return `${done ? 'reopened' : 'updated'} ${incident.number}`;
  }
  if (done) return `closed before ${incident.number}`;
  await change(incident, { state: STATE.resolved, close_code: closeCode, close_notes: ticket.note });
  return `closed ${incident.number}`;
});

/** The incident with the external id as its correlation id; a closed or cancelled one cannot be changed any more. */
async function find(externalId) {
  const query = new URLSearchParams({
    sysparm_query: `correlation_id=${externalId}^state!=${STATE.closed}^state!=${STATE.cancelled}^ORDERBYsys_created_on`,
    sysparm_fields: 'sys_id,number,state',
    sysparm_limit: '1',
  });
  return (await api('GET', `${table}?${query}`)).result[0];
}

async function create(ticket) {
  const { externalId, priority } = ticket;
  const { result } = await api('POST', table, {
    correlation_id: externalId,
    correlation_display: 'tp-doctor',
    impact: RANK[priority],
    urgency: RANK[priority],
    ...textOf(ticket),
  });
  return `created ${result.number}`;
}

function change({ sys_id: id }, fields) {
  return api('PATCH', `${table}/${encodeURIComponent(id)}`, fields);
}

/** A description is plain text of 4,000 characters; the Markdown of a ticket reads well as such. */
function textOf({ title, body }) {
  return { short_description: title, description: body.slice(0, 4000) };
}
