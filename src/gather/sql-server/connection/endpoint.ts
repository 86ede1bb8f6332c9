import { readFile } from 'node:fs/promises';
import { SourceError } from '../../source';
import type { SqlServerOptions } from '../options';
import type { Row } from '../row-values';
import type { WindowsClient } from './windows-client';

export const MOST_ROWS = 1_000_000;

export interface Session {
  /**
   * One SELECT with its parameters, within half of the time that is left; the last question may have all of it.
   * @throws SqlFault
   */
  query: (sql: string, parameters?: Record<string, string>, share?: 'half' | 'all') => Promise<Row[]>;
}

/** A session that its owner logs in and closes. */
export interface OpenSession extends Session {
  logIn: (share: 'half' | 'all') => Promise<unknown>;
  close: () => Promise<void>;
}

/** A server that powershell.exe asks as the Windows user. */
export interface WindowsEndpoint {
  client: WindowsClient;
  /** As SqlClient wants it; it finds the port of an instance itself. */
  server: string;
}

/** Where a session goes: the instance's port is known by now. */
export interface Endpoint {
  options: SqlServerOptions;
  host: string;
  port: number;
  /** Text of the PEM file. */
  ca?: string;
  windows?: WindowsEndpoint;
}

/** @throws SourceError when the file cannot be read */
export async function readAuthorities(file: string | undefined): Promise<{ ca?: string }> {
  if (file === undefined) return {};
  const ca = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SourceError(`${file}: cannot be read; --sql-ca wants a PEM file of certificates`, { cause });
  });
  if (ca.includes('-----BEGIN CERTIFICATE-----')) return { ca };
  throw new SourceError(`${file}: holds no certificate in PEM form; export it as Base-64 encoded X.509`);
}
