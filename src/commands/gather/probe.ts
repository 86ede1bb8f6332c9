import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { listReasons, probeThisHost, type Probe } from '../../gather/agent-hosts/this-host';
import { isHostName } from '../../gather/agent-hosts/host-target';
import { createTimeLimit } from '../../gather/time-limit';
import { checkDocument } from '../../load/document';
import { writeWhole } from '../../load/write-file';
import { EXIT, UserError, type ExitCode } from '../../model/errors';
import { jsonText } from '../../report/text/json';
import { writeToStderr, type Io } from '../io';
import type { ProbeOptions } from './options';
import { secondsToMs } from './requests';

/** In seconds. */
const DEFAULT_TIMEOUT = 60;

/**
 * `tp-doctor probe`: what the rules on Agents need of the Windows host that it runs on, as a file for `gather --merge`. 0: all of it;
 * 1: something is missing, and the file says what and why.
 * @throws UserError on any other system, and where the file cannot be written
 */
export async function probe({ output, timeout }: ProbeOptions, io: Io): Promise<ExitCode> {
  if (io.platform !== 'win32')
    throw new UserError('usage', 'probe reads Windows: run it on the Windows host of an Agent');
  if (timeout !== undefined && !(timeout > 0))
    throw new UserError('usage', '--timeout: must be a number of seconds above 0');
  const endless = { signal: io.signal, endsAt: Infinity, flag: '' };
  const limit = createTimeLimit(endless, secondsToMs(timeout ?? DEFAULT_TIMEOUT), '--timeout');
  const found = await probeThisHost(io.env, limit, io.now()).finally(limit.close);
  await checkDocument({ environment: 'probe', ...found }, 'inventory', 'probe', 'inventory');
  await write(found, output, io);
  return found.sources.every(({ status }) => status === 'ok') ? EXIT.ready : EXIT.notReady;
}

async function write(found: Probe, output: string | undefined, io: Io): Promise<void> {
  const text = `${jsonText(found, 2)}\n`;
  const target = output === '-' ? undefined : await findFile(found, output, io.cwd);
  if (target === undefined)
    await pipeline(Readable.from([text]), io.stdout, { end: false }).catch(() => undefined);
  else await writeWhole(target, io.cwd, text, 0o600);
  for (const reason of listReasons(found)) writeToStderr(io, `missing: ${reason}`);
  if (target !== undefined)
    writeToStderr(io, `probe: wrote ${target}; tp-doctor gather --merge reads it, or a folder of them`);
}

/** The file named, or one in the folder named, by the name of the host. */
async function findFile({ sources: [source] }: Probe, output = '.', cwd: string): Promise<string> {
  const isFolder = (await stat(path.resolve(cwd, output)).catch(() => undefined))?.isDirectory() === true;
  if (!isFolder) return output;
  const host = source?.id ?? '';
  return path.join(output, `${isHostName(host) ? host : 'host'}.probe.json`);
}
