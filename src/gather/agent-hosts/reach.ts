import { connect } from 'node:net';
import { codeOf } from '../errors';

/** Remote registry and shares both speak SMB. */
const SMB_PORT = 445;
const PATIENCE_MS = 2000;

/** What the network says of a host that did not answer reg.exe, whose words are the same for many reasons. */
export async function explainSilence(host: string): Promise<string> {
  const code = await tryPort(host);
  if (code === '')
    return `TCP ${SMB_PORT} answers, so the account may lack rights there, or the service Remote Registry does not run`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no name service knows the host';
  return `TCP ${SMB_PORT} of the host is not reached (${code})`;
}

/** The code of the fault, or "" where somebody listens. */
function tryPort(host: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: SMB_PORT, timeout: PATIENCE_MS });
    const end = (code: string) => {
      socket.destroy();
      resolve(code);
    };
    socket.on('connect', () => end(''));
    socket.on('timeout', () => end('no answer'));
    socket.on('error', (error) => end(codeOf(error)));
  });
}
