import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubRequest {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface StubAnswer {
  status: number;
  body?: unknown;
}

export interface StubServer {
  url: string;
  /** `METHOD /path` of every request, in order. */
  seen: string[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers JSON with what `answer` says. */
export async function startStub(answer: (request: StubRequest) => StubAnswer): Promise<StubServer> {
  const seen: string[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://stub/');
    const method = request.method ?? '';
    seen.push(`${method} ${url.pathname}`);
    const { status, body } = answer({ method, url, headers: request.headers, body: await bodyOf(request) });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, seen, close };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
