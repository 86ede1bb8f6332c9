import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { KeyPair } from './tls';

/** A self-signed certificate for `names`, made now. */
export async function makeCertificate(names: string[] = ['localhost']): Promise<KeyPair> {
  const made = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { key: made.private, cert: made.cert };
}

export interface Authority {
  certificate: KeyPair;
  folder: string;
  /** The certificate as --sql-ca wants it. */
  caFile: string;
  remove: () => Promise<void>;
}

/** A certificate for localhost that vouches for itself, in a folder of its own. */
export async function makeAuthority(): Promise<Authority> {
  const certificate = await makeCertificate(['localhost']);
  const folder = await mkdtemp(join(tmpdir(), 'tp-doctor-sql-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, certificate.cert);
  return { certificate, folder, caFile, remove: () => rm(folder, { recursive: true }) };
}
