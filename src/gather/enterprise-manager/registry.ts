import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '../errors';
import type { TimeLimit } from '../source';
import { withinShare } from '../time-limit';

const run = promisify(execFile);

/** Programs of Windows itself, by their full path: the search path and the working directory are not trusted. */
export interface WindowsTools {
  /** SystemRoot of the environment. */
  systemRoot: string;
  limit: TimeLimit;
  /** Takes what was not answered in time, one line each. */
  late: (line: string) => void;
}

/** The values of a registry key, by name in lower case; numbers as decimal text. Undefined when there is no such key. */
export async function readRegistry(
  key: string,
  tools: WindowsTools,
): Promise<Map<string, string> | undefined> {
  const program = path.join(tools.systemRoot, 'System32', 'reg.exe');
  const output = await runTool(program, ['query', key, '/reg:64'], tools);
  return output === undefined ? undefined : parseRegistry(output);
}

/** What a program prints; undefined when it cannot be run, fails, or takes more than half of the time that is left. */
export async function runTool(
  program: string,
  parameters: string[],
  { limit, late }: WindowsTools,
): Promise<string | undefined> {
  return withinShare(limit, async ({ signal }) => {
    try {
      const { stdout } = await run(program, parameters, { signal, windowsHide: true, maxBuffer: 2 ** 20 });
      return stdout;
    } catch (error) {
      if (limit.signal.aborted) throw error;
      if (signal.aborted) late(`${path.basename(program)}: ${messageOf(signal.reason)}`);
      return undefined;
    }
  });
}

/** The output of `reg query`: name, type and value, parted by four blanks, on lines that begin with four. */
export function parseRegistry(output: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of output.split(/\r?\n/)) {
    if (!line.startsWith('    ')) continue;
    const [name, type, ...rest] = line.slice(4).split('    ');
    const value = rest.join('    ').trim();
    if (name === undefined || type === undefined) continue;
    const decimal = type === 'REG_DWORD' && /^0x[0-9a-f]{1,8}$/i.test(value) ? String(Number(value)) : value;
    values.set(name.trim().toLowerCase(), decimal);
  }
  return values;
}
