import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface BrowserServer {
  port: number;
  /** How many datagrams came in. */
  asked: () => number;
  close: () => void;
}

/** A SQL Server Browser (MC-SQLR): answers with the instances, or never when there are none to name. */
export async function startBrowser(instances?: Record<string, number | null>): Promise<BrowserServer> {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (_request, from) => {
    asked++;
    if (instances) socket.send(listing(instances), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: portOf(socket), asked: () => asked, close: () => socket.close() };
}

function portOf(socket: Socket): number {
  return socket.address().port;
}

function listing(instances: Record<string, number | null>): Buffer {
  const entries = Object.entries(instances).map(([name, port]) => {
    const tcp = port === null ? '' : `;tcp;${port}`;
    return `ServerName;TDSTEST;InstanceName;${name};IsClustered;No;Version;16.0.4135.4${tcp};;`;
  });
  const data = Buffer.from(entries.join(''), 'latin1');
  const head = Buffer.from([0x05, 0, 0]);
  head.writeUInt16LE(data.length, 1);
  return Buffer.concat([head, data]);
}
