import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { TestCertificate } from './certificates';

export const CLIENT_ID = 'tp-doctor-test';
export const CLIENT_SECRET = 'S3cret-of-the-client&+%';
export const TOKEN = 'AQAAANCMnd8BFdERjHoAwE_token-of-the-test';

export interface Asked {
  method: string;
  path: string;
  authorization: string | undefined;
  body: string;
}

/** Answers one request; returns false to leave it to the default. */
export type Answer = (request: Asked, response: ServerResponse) => boolean | undefined;

export interface ApiServer {
  url: string;
  asked: Asked[];
  /** Bytes of application data, after TLS, over all connections. */
  received: () => number;
  close: () => Promise<void>;
}

/** The Activity Monitor REST API on loopback (C5): it serves `agents` and their `hosts`, unless `answer` does. */
export async function startApi(
  certificate: TestCertificate,
  data: { agents: unknown; hosts?: Record<string, unknown> },
  answer: Answer = () => false,
  tls: SecureContextOptions = {},
): Promise<ApiServer> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  let received = 0;
  const { cert, key } = certificate;
  const server = https.createServer({ cert, key, ...tls }, (request, response) => {
    void serve(request, response);
  });
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
  });
  server.on('tlsClientError', () => undefined);
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, authorization: headers.authorization, body };
    asked.push(one);
    if (!answer(one, response)) byDefault(one, response, data);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `https://127.0.0.1:${port}`, asked, received: () => received, close };
}

export function json(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
  return true;
}

function byDefault(
  { method, path, authorization, body }: Asked,
  response: ServerResponse,
  data: { agents: unknown; hosts?: Record<string, unknown> },
): void {
  if (method === 'POST' && path === '/api/v1/token') {
    const form = new URLSearchParams(body);
    const known = form.get('client_id') === CLIENT_ID && form.get('client_secret') === CLIENT_SECRET;
    if (!known || form.get('grant_type') !== 'client_credentials') return void json(response, 401, {});
    return void json(response, 200, {
      access_token: TOKEN,
      token_type: 'bearer',
      expires_in: 604799,
      refresh_token: 'r',
    });
  }
  if (authorization !== `Bearer ${TOKEN}`) return void json(response, 401, {});
  if (path === '/api/v1/agents') return void json(response, 200, data.agents);
  const id = /^\/api\/v1\/agents\/([^/]+)\/hosts$/.exec(path)?.[1];
  json(response, id && data.hosts?.[id] ? 200 : 404, id ? data.hosts?.[id] : {});
}
