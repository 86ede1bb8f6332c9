import { readFile } from 'node:fs/promises';
import { SourceError } from '../../source';
import type { SqlServerOptions } from '../options';

/** Where a session goes: the instance's port is known by now. */
export interface Endpoint {
  options: SqlServerOptions;
  host: string;
  port: number;
  /** Text of the PEM file. */
  ca?: string;
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
