// What the three examples beside this file share: reading the document, calling a JSON API, and going on after an
// error. Plain Node 20, no packages. Secrets come from the environment only and are never printed.
import { readFileSync } from 'node:fs';

/** The value of an environment variable that must be set. */
export function need(name) {
  const value = process.env[name];
  if (!value) throw new Error(`Set the environment variable ${name}.`);
  return value;
}

/** A function (method, path, body) => answer for one API. It throws on any status that is not 2xx. */
export function apiOf(base, headers) {
  const root = new URL(base.endsWith('/') ? base : `${base}/`);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(root.hostname);
  if (root.protocol !== 'https:' && !local)
    throw new Error(`${root.origin} is not https: no secret is sent there.`);
  return async (method, path, body) => {
    const response = await fetch(new URL(path, root), {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  };
}

/**
 * Calls `upsert` for each ticket of the document, a file named on the command line or standard input, one after the
 * other. A ticket that fails does not stop the next; the exit code is then 1.
 */
export async function upsertAll(upsert) {
  const document = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
  if (document.schemaVersion !== 1 || !Array.isArray(document.tickets)) {
    throw new Error('This is no document of "tp-doctor check --format tickets", version 1.');
  }
  for (const ticket of document.tickets) {
    try {
      console.log(`${await upsert(ticket)}  ${ticket.title}`);
    } catch (error) {
      console.error(`failed  ${ticket.title}: ${JSON.stringify(error.message)}`);
      process.exitCode = 1;
    }
  }
}
