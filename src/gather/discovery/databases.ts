import { openFolder } from '../enterprise-manager/folder';
import { readConfigText, readUsedDatabases, type UsedDatabase } from '../enterprise-manager/server-config';

/** The SQL Server of an installation, and its two databases. */
export interface FoundDatabases {
  server: string;
  config?: string;
  data?: string;
}

/**
 * The SQL Server that the configuration of the Enterprise Manager in `root` names, and the names of its databases (K8);
 * undefined where it names none, several servers, or cannot be read.
 */
export async function findDatabases(root: string): Promise<FoundDatabases | undefined> {
  try {
    return chooseDatabases(await readUsedDatabases(await readConfigText(await openFolder(root))));
  } catch {
    // gather says itself what is wrong with that file.
    return undefined;
  }
}

/** By their names, as the product calls them by default (E1): the archive is a third one. */
export function chooseDatabases(used: readonly UsedDatabase[]): FoundDatabases | undefined {
  const own = used.filter(({ database }) => !/archive/i.test(database));
  const servers = new Set(own.map(({ server }) => server.toLowerCase()));
  const [first] = own;
  if (!first || servers.size !== 1) return undefined;
  const only = (pattern: RegExp) => {
    const named = own.filter(({ database }) => pattern.test(database));
    return named.length === 1 ? named[0]?.database : undefined;
  };
  const [config, data] = [only(/config/i), only(/data$/i)];
  return {
    server: first.server,
    ...(config === undefined ? {} : { config }),
    ...(data === undefined ? {} : { data }),
  };
}
