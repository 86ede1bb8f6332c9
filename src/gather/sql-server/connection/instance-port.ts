import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { SourceError } from '../../source';
import { untilAborted } from '../../until-aborted';
import { SqlFault } from './sql-fault';

/** MC-SQLR: "list every instance", sent to one machine (CLNT_UCAST_EX). */
const LIST_INSTANCES = Buffer.from([0x03]);
const LISTING = 0x05;
const HEADER_BYTES = 3;
const TRIES = 3;
const PATIENCE_MS = 1000;

/**
 * Asks the SQL Server Browser (UDP) for the TCP port of a named instance. tedious can do this too, but goes on
 * after an answer and cannot be interrupted.
 * @throws SourceError when nothing answers or the instance is not there; SqlFault for an unknown host and at the deadline
 */
export async function findInstancePort(
  host: string,
  instance: string,
  signal: AbortSignal,
  browserPort = 1434,
): Promise<number> {
  const { address, family } = await within(signal, lookup(host));
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const listing = await exchange(address, family === 6 ? 'udp6' : 'udp4', browserPort, signal);
    if (listing !== undefined) return portOf(readListing(listing), host, instance);
  }
  throw new SourceError(
    `${host}\\${instance}: the SQL Server Browser did not answer on UDP ${browserPort}; start it, open the firewall, or give the port itself (--sql-server HOST,PORT)`,
  );
}

/** One datagram there, one back; undefined when there was none in time or the port is closed. */
function exchange(
  address: string,
  type: 'udp4' | 'udp6',
  port: number,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  const socket = createSocket({ type, signal });
  let timer: NodeJS.Timeout | undefined;
  const answer = new Promise<Buffer | undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
    socket.on('message', (message) => resolve(message));
    socket.on('error', () => resolve(undefined));
    socket.send(LIST_INSTANCES, port, address, (fault) => fault && resolve(undefined));
  });
  return within(signal, answer).finally(() => {
    clearTimeout(timer);
    // The signal has closed it already when the deadline has passed.
    if (!signal.aborted) socket.close();
  });
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return untilAborted(signal, work).catch((cause: unknown) => {
    throw new SqlFault(cause, { signal });
  });
}

/** `ServerName;A;InstanceName;B;IsClustered;No;Version;1.2;tcp;1433;;…` as one map for each instance. */
function readListing(message: Buffer): Map<string, string>[] {
  if (message[0] !== LISTING) return [];
  const entries = message.toString('latin1', HEADER_BYTES).split(';;');
  return entries.map((entry) => {
    const parts = entry.split(';');
    const values = new Map<string, string>();
    for (let at = 0; at + 1 < parts.length; at += 2)
      values.set((parts[at] ?? '').toLowerCase(), parts[at + 1] ?? '');
    return values;
  });
}

function portOf(instances: Map<string, string>[], host: string, wanted: string): number {
  const found = instances.find((entry) => entry.get('instancename')?.toLowerCase() === wanted.toLowerCase());
  if (!found) {
    const known = instances.map((entry) => entry.get('instancename')).filter((name) => name !== undefined);
    throw new SourceError(
      `${host}\\${wanted}: there is no such instance; the SQL Server Browser lists ${known.slice(0, 20).map(cleanName).join(', ') || 'none'}`,
    );
  }
  const port = Number(found.get('tcp'));
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new SourceError(
    `${host}\\${wanted}: the instance has no TCP port; enable TCP/IP in SQL Server Configuration Manager and restart it`,
  );
}

/** An instance name has at most 16 characters, none of them special. */
function cleanName(name: string): string {
  return name.replace(/[^\w$#@-]/g, '?').slice(0, 16);
}
