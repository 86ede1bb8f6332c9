import type * as Mssql from 'mssql';
import { createRequire } from 'node:module';

let driver: Promise<typeof Mssql> | undefined;

/** The driver costs twice a bare start of Node, so it is loaded by who needs it, once. */
export function loadDriver(): Promise<typeof Mssql> {
  return (driver ??= loadWithoutIdentity());
}

/**
 * tedious loads @azure/identity, nearly half of what it costs, for logins that are not asked of it here: ours come with
 * a token. It finds an empty module instead; whoever loads it afterwards gets the real one.
 */
async function loadWithoutIdentity(): Promise<typeof Mssql> {
  const { resolve, cache } = createRequire(__filename);
  const identity = createRequire(resolve('tedious')).resolve('@azure/identity');
  cache[identity] = { loaded: true, exports: {} } as NodeJS.Module;
  try {
    // It is CommonJS: all of it is the default.
    const { default: mssql } = (await import('mssql')) as unknown as { default: typeof Mssql };
    return mssql;
  } finally {
    Reflect.deleteProperty(cache, identity);
  }
}
