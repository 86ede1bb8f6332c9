import { createRequire } from 'node:module';
import type * as Tedious from 'tedious';

let driver: Promise<typeof Tedious> | undefined;

/** The driver costs twice a bare start of Node, so it is loaded by who needs it, once. */
export function loadDriver(): Promise<typeof Tedious> {
  return (driver ??= loadWithoutIdentity());
}

/**
 * tedious loads @azure/identity, nearly half of what it costs, for logins that are not asked of it here: ours come with
 * a token. It finds an empty module instead; whoever loads it afterwards gets the real one.
 */
async function loadWithoutIdentity(): Promise<typeof Tedious> {
  const { resolve, cache } = createRequire(__filename);
  const identity = createRequire(resolve('tedious')).resolve('@azure/identity');
  cache[identity] = { loaded: true, exports: {} } as NodeJS.Module;
  try {
    return await import('tedious');
  } finally {
    Reflect.deleteProperty(cache, identity);
  }
}
