import { X509Certificate } from 'node:crypto';
import type { RegistryKey } from '../../windows/parse-registry';

/** The physical stores that Windows shows as Trusted Root Certification Authorities of the computer. */
export const ROOT_STORES = [
  'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates',
  'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates',
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates',
  'HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\Root\\Certificates',
];

/** CERT_CERT_PROP_ID of wincrypt.h: the certificate itself, among properties such as its friendly name. */
const CERTIFICATE = 32;
const HEADER = 12;

/**
 * The name of the subject of each certificate that the keys hold, sorted.
 * @throws Error where one of them cannot be read: nobody knows then what is not there
 */
export function readRootNames(keys: readonly RegistryKey[]): string[] {
  const blobs = keys.flatMap(({ values }) => values.get('blob') ?? []);
  return [...new Set(blobs.map((blob) => nameOf(new X509Certificate(findCertificate(blob)))))].sort();
}

/** A blob is a row of properties: number, 1 and length, 32 bits each, then the bytes. */
function findCertificate(blob: unknown): Uint8Array {
  const bytes = blob instanceof Uint8Array ? Buffer.from(blob) : Buffer.alloc(0);
  for (let at = 0; at + HEADER <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 8);
    const value = bytes.subarray(at + HEADER, at + HEADER + length);
    if (bytes.readUInt32LE(at) === CERTIFICATE) return value;
    at += HEADER + length;
  }
  throw new Error('a certificate of the root stores cannot be read');
}

/** Its common name, which consoles show; some old authorities have only a unit or an organisation. */
function nameOf({ subject }: X509Certificate): string {
  const parts = subject.split('\n');
  const find = (type: string) => parts.find((part) => part.startsWith(`${type}=`))?.slice(type.length + 1);
  return find('CN') ?? find('OU') ?? parts.join(', ');
}
