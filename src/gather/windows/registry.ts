import type { TimeLimit } from '../source';
import { parseRegistry, type RegistryKey } from './parse-registry';
import { runTool, ToolError, type WindowsTools } from './tools';

export interface RegistryQuery {
  /** Another machine, by a name that is one (parseTargetHost). Default: this machine. */
  host?: string;
  /** Which of the two views of a 64-bit Windows. Default: 64. */
  view?: 32 | 64;
  /** With everything below the key. */
  deep?: boolean;
  /** Default: that of the registry. */
  limit?: TimeLimit;
}

/** No program makes this key: what reg.exe says of it, it says of any key that is not there. */
const ABSENT_KEY = 'HKLM\\SOFTWARE\\{5D0C0B1E-0000-4F9B-9E5E-2B7C6E0D9A11}';

/** The registry of this Windows and, with `host`, of others: read by reg.exe, as the user who runs it. Writes nothing. */
export class Registry {
  private absent: Promise<string | undefined> | undefined;

  constructor(
    private readonly tools: WindowsTools,
    private readonly run: typeof runTool = runTool,
  ) {}

  /**
   * The key and what lies below it, as parseRegistry lists them; empty where there is no such key.
   * @throws ToolError where nobody knows whether there is one: no permission, no such host, no answer in time
   */
  async read(
    key: string,
    { host, view = 64, deep = false, limit = this.tools.limit }: RegistryQuery = {},
  ): Promise<RegistryKey[]> {
    try {
      return await this.query(host === undefined ? key : `\\\\${host}\\${key}`, view, deep, limit);
    } catch (error) {
      if (error instanceof ToolError && error.exitCode !== undefined && (await this.saysAbsent(error)))
        return [];
      throw error;
    }
  }

  /** Like `read`, of one key without what lies below it; undefined where there is no such key, or it has no values. */
  async readKey(key: string, query: RegistryQuery = {}): Promise<RegistryKey | undefined> {
    const keys = await this.read(key, query);
    return keys.find(({ path }) => sameKey(path, key));
  }

  private async query(key: string, view: 32 | 64, deep: boolean, limit: TimeLimit): Promise<RegistryKey[]> {
    const parameters = ['query', key, ...(deep ? ['/s'] : []), `/reg:${view}`];
    return parseRegistry(await this.run('reg.exe', parameters, { ...this.tools, limit }));
  }

  private async saysAbsent({ words }: ToolError): Promise<boolean> {
    this.absent ??= this.readAbsentWords().catch(() => undefined);
    return words === (await this.absent);
  }

  /**
   * What reg.exe says of a key that is not there. It ends with 1 whatever is wrong, and its words are localised; and where it
   * refuses to say anything, it says that of HKLM\\SOFTWARE too, which is always there.
   */
  private async readAbsentWords(): Promise<string | undefined> {
    await this.query('HKLM\\SOFTWARE', 64, false, this.tools.limit);
    try {
      await this.query(ABSENT_KEY, 64, false, this.tools.limit);
    } catch (error) {
      if (error instanceof ToolError && error.exitCode !== undefined) return error.words;
    }
    return undefined;
  }
}

/** Whether a key as it is listed (HKEY_LOCAL_MACHINE\…) is the one that was asked for (HKLM\…). */
function sameKey(listed: string, asked: string): boolean {
  const full = asked.replace(/^HKLM(?=\\|$)/i, 'HKEY_LOCAL_MACHINE');
  return listed.toLowerCase() === full.toLowerCase();
}
