import type { StubAnswer, StubRequest } from './stub';

/** What a stub keeps of a ticket, whatever its API calls it. */
export interface Kept {
  id: string;
  title: string;
  body: string;
  labels: string[];
  open: boolean;
}

export interface TicketStub {
  kept: Kept[];
  answer(request: StubRequest): StubAnswer;
}

const NOT_FOUND: StubAnswer = { status: 404, body: { message: 'Not Found' } };
const UNAUTHORIZED: StubAnswer = { status: 401, body: { message: 'Bad credentials' } };

type Fields = Record<string, unknown>;

/** Basic authentication as Jira Cloud and ServiceNow take it. */
function isBasic({ headers }: StubRequest, credentials: string): boolean {
  return headers.authorization === `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** Jira Cloud REST API v3: search/jql, create, edit, get and do transitions. */
export function jiraStub(): TicketStub {
  const kept: Kept[] = [];
  const shown = ({ id, open }: Kept) => ({
    id,
    key: id,
    fields: { status: { statusCategory: { key: open ? 'new' : 'done' } } },
  });
  const transitions = [
    { id: '11', name: 'To Do', to: { statusCategory: { key: 'new' } } },
    { id: '31', name: 'Done', to: { statusCategory: { key: 'done' } } },
  ];
  const answer = (request: StubRequest): StubAnswer => {
    if (!isBasic(request, 'me@example.org:jira-secret')) return UNAUTHORIZED;
    const { method, url } = request;
    const body = request.body as Fields;
    if (method === 'POST' && url.pathname === '/rest/api/3/search/jql') {
      const [, project, label] = /^project = "([A-Z]+)" AND labels = "([^"]+)" ORDER BY created ASC$/.exec(String(body['jql'])) ?? []; // prettier-ignore
      if (project !== 'UP') return { status: 400, body: { errorMessages: ['JQL'] } };
      const found = kept.filter(({ labels }) => labels.includes(label ?? ''));
      return {
        status: 200,
        body: { issues: found.slice(0, Number(body['maxResults'])).map(shown), isLast: true },
      };
    }
    if (method === 'POST' && url.pathname === '/rest/api/3/issue') {
      const fault = faultOfJira(body['fields'] as Fields, true);
      if (fault) return { status: 400, body: { errors: { fields: fault } } };
      const fields = body['fields'] as { summary: string; description: unknown; labels: string[] };
      const id = `UP-${kept.length + 1}`;
      kept.push({
        id,
        title: fields.summary,
        body: JSON.stringify(fields.description),
        labels: fields.labels,
        open: true,
      });
      return { status: 201, body: { id, key: id } };
    }
    const [, key, rest] = /^\/rest\/api\/3\/issue\/(UP-\d+)(\/transitions)?$/.exec(url.pathname) ?? [];
    const issue = kept.find(({ id }) => id === key);
    if (!issue) return NOT_FOUND;
    if (rest && method === 'GET') return { status: 200, body: { transitions } };
    if (rest && method === 'POST') {
      const { id } = body['transition'] as { id: string };
      if (!transitions.some((one) => one.id === id)) return { status: 400, body: {} };
      issue.open = id === '11';
      return { status: 204 };
    }
    if (method !== 'PUT') return NOT_FOUND;
    const fault = faultOfJira(body['fields'] as Fields, false);
    if (fault) return { status: 400, body: { errors: { fields: fault } } };
    issue.title = String((body['fields'] as Fields)['summary']);
    issue.body = JSON.stringify((body['fields'] as Fields)['description']);
    const { labels = [] } = (body['update'] ?? {}) as { labels?: { add: string }[] };
    issue.labels = [...new Set([...issue.labels, ...labels.map(({ add }) => add)])];
    return { status: 204 };
  };
  return { kept, answer };
}

/** What Jira refuses: a long or broken summary, labels with spaces, a description that is no document. */
function faultOfJira(fields: Fields, isNew: boolean): string | null {
  const { summary, labels, description, project, issuetype } = fields;
  if (typeof summary !== 'string' || summary === '' || summary.length > 255 || /[\r\n]/.test(summary))
    return 'summary';
  if (
    isNew &&
    (!project || !issuetype || (labels as string[]).some((label) => /\s/.test(label) || label.length > 255))
  )
    return 'labels';
  const text = JSON.stringify(description);
  if (text.length > 32_767 || /"type":"text","text":""/.test(text)) return 'description';
  const { type, version, content } = description as {
    type: string;
    version: number;
    content: { type: string }[];
  };
  const blocks = ['heading', 'paragraph', 'bulletList'];
  return type === 'doc' && version === 1 && content.every((node) => blocks.includes(node.type))
    ? null
    : 'description';
}

/** ServiceNow Table API on `incident`. */
export function serviceNowStub(): TicketStub & { states: Map<string, string> } {
  const kept: Kept[] = [];
  const states = new Map<string, string>();
  const answer = (request: StubRequest): StubAnswer => {
    if (!isBasic(request, 'integration:sn-secret')) return UNAUTHORIZED;
    const { method, url } = request;
    const [, id] = /^\/api\/now\/table\/incident(?:\/([0-9a-f]{32}))?$/.exec(url.pathname) ?? [];
    const body = request.body as Record<string, string>;
    if (method === 'GET') {
      const [, wanted] = /^correlation_id=(tpd-[0-9a-f]{40})\^state!=7\^state!=8\^ORDERBYsys_created_on$/.exec(url.searchParams.get('sysparm_query') ?? '') ?? []; // prettier-ignore
      if (!wanted) return { status: 400, body: { error: { message: 'query' } } };
      const found = kept.filter(
        (one) => one.labels.includes(wanted) && !['7', '8'].includes(states.get(one.id) ?? ''),
      );
      const shown = found.map((one) => ({
        sys_id: one.id,
        number: `INC${one.id.slice(-4)}`,
        state: states.get(one.id),
      }));
      return { status: 200, body: { result: shown.slice(0, Number(url.searchParams.get('sysparm_limit'))) } };
    }
    if ((body['short_description'] ?? '').length > 160 || (body['description'] ?? '').length > 4000)
      return { status: 400 };
    if (method === 'POST' && id === undefined) {
      const sysId = String(kept.length + 1).padStart(32, '0');
      const { short_description: title = '', description = '', correlation_id: correlation = '' } = body;
      kept.push({ id: sysId, title, body: description, labels: [correlation], open: true });
      states.set(sysId, '1');
      return {
        status: 201,
        body: { result: { sys_id: sysId, number: `INC${sysId.slice(-4)}`, state: '1' } },
      };
    }
    const incident = kept.find((one) => one.id === id);
    if (!incident || method !== 'PATCH') return NOT_FOUND;
    // The data policy of the incident table: a resolved incident needs both.
    if (body['state'] === '6' && !(body['close_code'] && body['close_notes']))
      return { status: 403, body: { error: {} } };
    states.set(incident.id, body['state'] ?? states.get(incident.id) ?? '1');
    incident.open = !['6', '7'].includes(states.get(incident.id) ?? '');
    incident.title = body['short_description'] ?? incident.title;
    incident.body = body['description'] ?? incident.body;
    if (body['correlation_id']) incident.labels = [body['correlation_id']];
    return { status: 200, body: { result: { sys_id: incident.id } } };
  };
  return { kept, states, answer };
}

/** GitHub REST API: list, create and update issues, comment. Pages hold at most `perPage` issues. */
export function gitHubStub(repository = 'contoso/upgrade'): TicketStub & { comments: string[] } {
  const kept: Kept[] = [];
  const comments: string[] = [];
  const shown = ({ id, title, body, open }: Kept) => ({
    number: Number(id),
    title,
    body,
    state: open ? 'open' : 'closed',
  });
  const answer = (request: StubRequest): StubAnswer => {
    if (request.headers.authorization !== 'Bearer gh-secret') return UNAUTHORIZED;
    const { method, url } = request;
    const body = request.body as Fields;
    const path = url.pathname.replace(`/repos/${repository}/issues`, '');
    if (path === '' && method === 'GET') {
      const [size, page] = ['per_page', 'page'].map((name) => Number(url.searchParams.get(name)));
      if (!size || !page || size > 100) return { status: 422, body: {} };
      const label = url.searchParams.get('labels') ?? '';
      const all = kept.filter(({ labels }) => labels.includes(label));
      return { status: 200, body: all.slice((page - 1) * size, page * size).map(shown) };
    }
    if (path === '' && method === 'POST') {
      const { title, body: text, labels } = body as { title: string; body: string; labels: string[] };
      if (text.length > 65_536 || title.length > 256 || labels.some((label) => label.length > 50))
        return { status: 422, body: {} };
      kept.push({ id: String(kept.length + 1), title, body: text, labels, open: true });
      return { status: 201, body: { number: kept.length } };
    }
    const [, number, rest] = /^\/(\d+)(\/comments)?$/.exec(path) ?? [];
    const issue = kept.find(({ id }) => id === number);
    if (!issue) return NOT_FOUND;
    if (rest) {
      comments.push(String(body['body']));
      return { status: 201, body: {} };
    }
    if (body['state'] !== undefined) issue.open = body['state'] === 'open';
    issue.title = String(body['title'] ?? issue.title);
    issue.body = String(body['body'] ?? issue.body);
    return { status: 200, body: shown(issue) };
  };
  return { kept, comments, answer };
}
