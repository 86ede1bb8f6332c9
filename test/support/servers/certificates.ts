import { generate } from 'selfsigned';

export interface TestCertificate {
  cert: string;
  key: string;
  /** SHA-256, upper-case, with colons. */
  fingerprint: string;
}

export interface CertificateWish {
  name?: string;
  notBefore?: Date;
  notAfter?: Date;
}

/** A self-signed certificate for localhost and the loopback addresses, made now. */
export async function makeCertificate({
  name = 'localhost',
  notBefore,
  notAfter,
}: CertificateWish = {}): Promise<TestCertificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(notBefore ? { notBeforeDate: notBefore } : {}),
    ...(notAfter ? { notAfterDate: notAfter } : {}),
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: name },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const { X509Certificate } = await import('node:crypto');
  return { cert: made.cert, key: made.private, fingerprint: new X509Certificate(made.cert).fingerprint256 };
}
