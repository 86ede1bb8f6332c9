import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, messageOf } from '../errors';
import { classifyNetworkFault } from '../network-faults';
import { SourceError } from '../source';
import type { Trust } from './verified-tls';
import { NETWORK_FAULTS, VerifiedAgent } from './verified-tls';

/** Hosts are asked for by so many connections at once. */
export const CONNECTIONS = 4;
const LARGEST_ANSWER = 64 * 2 ** 20;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

/** An answer that is not 200; `status` is that of HTTP. */
export class ApiError extends SourceError {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The JSON API at one address, over verified TLS. */
export interface Api {
  /** @throws SourceError that names the host and the path, never a secret or the text of an answer */
  ask: (question: ApiRequest) => Promise<unknown>;
  close: () => void;
}

export interface ApiRequest {
  path: string;
  /** Ends this request alone, before the API is closed. */
  signal?: AbortSignal;
  /** Sent as a form with POST. */
  form?: Record<string, string>;
  token?: string;
}

interface Answer {
  status: number;
  type: string;
  retryAfter: string | undefined;
  body: Buffer;
}

export function openApi(url: URL, trust: Trust, signal: AbortSignal, now: () => Date): Api {
  const closing = new AbortController();
  const open = AbortSignal.any([signal, closing.signal]);
  const agent = new VerifiedAgent(url, trust, open, CONNECTIONS);
  const ask = async (asked: ApiRequest) => {
    const question = { signal, ...asked };
    for (let attempt = 1; ; attempt++) {
      if (question.signal.aborted) throw endedBy(question.signal, url, question);
      const last = attempt === ATTEMPTS;
      const answer = await send(url, agent, question).catch((error: unknown) => retryable(error, last));
      if (answer?.status === 200) return parseJson(url, question, answer);
      const pause = pauseBefore(attempt, answer, now());
      if (last || pause === null) throw createApiError(url, question, answer?.status ?? 0);
      // Cut short by the signal, which is looked at again above.
      await delay(pause, undefined, question).catch(() => undefined);
    }
  };
  const close = () => {
    closing.abort();
    agent.destroy();
  };
  return { ask, close };
}

/** A kept connection may be closed by the server just as it is used again; that is worth another attempt. */
function retryable(error: unknown, last: boolean): undefined {
  if (codeOf(error) === 'ECONNRESET' && !last) return undefined;
  throw error;
}

/** Milliseconds to wait before asking again; null where another attempt would not help. */
function pauseBefore(attempt: number, answer: Answer | undefined, now: Date): number | null {
  const backoff = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  if (!answer) return backoff;
  if (answer.status !== 429 && answer.status < 500) return null;
  const asked = retryAfterMs(answer.retryAfter, now);
  return asked !== null && asked > LONGEST_PAUSE_MS ? null : Math.max(asked ?? backoff, 0);
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date - now.getTime();
}

type Question = ApiRequest & { signal: AbortSignal };

function send(url: URL, agent: http.Agent, question: Question): Promise<Answer> {
  const body = question.form && new URLSearchParams(question.form).toString();
  return new Promise((resolve, reject) => {
    const request = http.request({
      agent,
      host: url.hostname,
      port: url.port,
      path: question.path,
      method: body === undefined ? 'GET' : 'POST',
      signal: question.signal,
      headers: {
        host: url.host,
        accept: 'application/json',
        ...(question.token === undefined ? {} : { authorization: `Bearer ${question.token}` }),
        ...(body === undefined
          ? {}
          : {
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': Buffer.byteLength(body),
            }),
      },
    });
    request.on('error', (error) => {
      const isConnected = request.socket !== null;
      reject(isConnected ? toSourceError(error, url, question) : toConnectError(error, url, question));
    });
    request.on('response', (response) => {
      collect(response, url, question).then(resolve, (error: unknown) => {
        request.destroy();
        reject(toSourceError(error, url, question));
      });
    });
    request.end(body);
  });
}

async function collect(response: http.IncomingMessage, url: URL, question: ApiRequest): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) {
      throw new SourceError(`${formatPlace(url, question)} answers with more than ${LARGEST_ANSWER} bytes`);
    }
    chunks.push(chunk);
  }
  const { statusCode: status = 0, headers } = response;
  return {
    status,
    type: headers['content-type'] ?? 'no content type',
    retryAfter: headers['retry-after'],
    body: Buffer.concat(chunks),
  };
}

function parseJson(url: URL, question: ApiRequest, { body, type }: Answer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Without the cause: the parser quotes the text, which may be a token.
    throw new SourceError(`${formatPlace(url, question)} answers with ${type.slice(0, 60)} that is not JSON`);
  }
}

function createApiError(url: URL, question: ApiRequest, status: number): ApiError {
  const meaning =
    status >= 300 && status < 400
      ? 'redirects elsewhere, where nothing is sent; name the API server itself'
      : (MEANING[status] ?? 'cannot answer');
  return new ApiError(status, `${formatPlace(url, question)} ${meaning} (HTTP ${status})`);
}

const MEANING: Record<number, string> = {
  400: 'refuses the request',
  401: 'is not allowed to this client',
  403: 'is not allowed to this client or from this machine',
  404: 'is not there; is this the API server of an Activity Monitor agent?',
  429: 'asks to wait longer than gather does',
};

function toSourceError(error: unknown, url: URL, question: Question): unknown {
  if (question.signal.aborted) return endedBy(question.signal, url, question);
  if (error instanceof SourceError) return error;
  const code = codeOf(error);
  const fault = new SourceError(`${formatPlace(url, question)} ${formatFault(code, error)}`, {
    cause: error,
  });
  return Object.assign(fault, { code });
}

/** Of a request that has no connection yet. */
function toConnectError(error: unknown, url: URL, question: Question): unknown {
  if (!question.signal.aborted) return toSourceError(error, url, question);
  const { message } = endedBy(question.signal, url, question);
  return new SourceError(`${message}; no connection was made: check host, port and firewall`, {
    cause: error,
  });
}

function formatFault(code: string, error: unknown): string {
  const kind = classifyNetworkFault(code);
  if (kind === 'closed') return 'closed the connection before its answer was complete';
  if (kind !== undefined && kind !== 'tls') return `was cut off: the server ${NETWORK_FAULTS[kind]}`;
  // The parser of HTTP.
  if (code.startsWith('HPE_')) return 'answers with something else than HTTP';
  return `failed (${code || messageOf(error)})`;
}

/** The time was up, or somebody interrupted: the signal says which, and this at what. */
function endedBy({ reason }: AbortSignal, url: URL, question: ApiRequest): SourceError {
  return new SourceError(`${formatPlace(url, question)}: ${messageOf(reason)}`, { cause: reason });
}

function formatPlace(url: URL, { path }: ApiRequest): string {
  return `${url.host}${path}`;
}
