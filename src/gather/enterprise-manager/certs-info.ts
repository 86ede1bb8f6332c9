import { createPrivateKey, X509Certificate } from 'node:crypto';
import path from 'node:path';
import type { CertificateFacts, CertsInfo, MissingEvidence } from '../../model/inventory';
import { messageOf } from '../errors';
import { readBounded } from '../read-file';
import { safeLine } from '../redact';
import { SourceError } from '../source';
import type { Folder, FoundFile } from './folder';
import { findEntry, listFiles, openFolder } from './folder';

/** Larger than any certificate or key; a file of more is listed, and not opened. */
const LARGEST_PEM = 2 ** 20;
const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const CERTIFICATE_FILE = /\.(pem|crt|cer)$/i;
const KEY_FILE = /-key\.pem$/i;

/**
 * The CertsInfo folder below `root` (D1, D2). Keys are read into memory only to see whether they belong to their
 * certificate, and Secret.dpapi and root.dat are never opened (D5).
 */
export async function readCertsInfo(root: Folder, missing: MissingEvidence[]): Promise<CertsInfo> {
  const shown = path.join(root.path, 'CertsInfo');
  const real = await findEntry(root, 'CertsInfo');
  if (real === undefined) return { path: shown, found: false };
  const folder: Folder = { ...(await openFolder(real)), path: shown };
  const files = await listFiles(folder, (name, reason) => {
    missing.push({ path: '/certsInfo/files', reason: `${name}: ${reason}` });
  });
  const customSigned = isCustomSigned(files);
  return {
    path: shown,
    found: true,
    ...(customSigned === undefined ? {} : { customSigned }),
    files: files.map(({ facts }) => facts),
    certificates: await readCertificates(files, missing),
  };
}

/** The files of a backup folder; a folder that is not there is no backup, which is evidence too. */
export async function readBackup(folder: string, missing: MissingEvidence[]): Promise<CertsInfo['backup']> {
  const path = '/certsInfo/backup';
  try {
    const opened = await openFolder(folder);
    const files = await listFiles(opened, (name, reason) =>
      missing.push({ path, reason: `${name}: ${reason}` }),
    );
    return { path: folder, files: files.map(({ facts }) => facts) };
  } catch (error) {
    missing.push({
      path,
      reason: `--certs-backup: ${messageOf(error)}`,
    });
    return undefined;
  }
}

/** With an own authority its key is elsewhere (D2); undefined where the authority's certificate is missing too. */
function isCustomSigned(files: FoundFile[]): boolean | undefined {
  return fileNamed(files, 'ca-crt.pem') ? !fileNamed(files, 'ca-key.pem') : undefined;
}

function fileNamed(files: FoundFile[], name: string): FoundFile | undefined {
  return files.find(({ facts }) => facts.name.toLowerCase() === name);
}

async function readCertificates(files: FoundFile[], missing: MissingEvidence[]): Promise<CertificateFacts[]> {
  const found: CertificateFacts[] = [];
  for (const file of files) {
    const { name } = file.facts;
    if (!CERTIFICATE_FILE.test(name) || KEY_FILE.test(name)) continue;
    try {
      const certificates = parseCertificates(await readBounded(file.real, LARGEST_PEM));
      const first = found.length;
      found.push(...certificates.map((one, position) => readCertificate(one, name, position)));
      const key = keyFileOf(name, files);
      const [leaf] = certificates;
      if (leaf && key) await compareKey(leaf, key, { facts: found[first] ?? {}, at: first, missing });
    } catch (error) {
      // Messages of OpenSSL say nothing to people; that it is no certificate does.
      const reason = error instanceof SourceError ? error.message : 'holds no readable certificate';
      missing.push({ path: '/certsInfo/certificates', reason: `${name}: ${reason}` });
    }
  }
  return found;
}

/** Ca-key.pem belongs to Ca-crt.pem, and so on (D2); a certificate of another name has no key file. */
function keyFileOf(name: string, files: FoundFile[]): FoundFile | undefined {
  const [, stem] = /^(.*)-crt\.(?:pem|crt|cer)$/.exec(name.toLowerCase()) ?? [];
  return stem === undefined ? undefined : fileNamed(files, `${stem}-key.pem`);
}

function parseCertificates(bytes: Buffer): X509Certificate[] {
  const blocks = bytes.toString('latin1').match(PEM_BLOCK);
  return blocks ? blocks.map((block) => new X509Certificate(block)) : [new X509Certificate(bytes)];
}

function readCertificate(certificate: X509Certificate, file: string, position: number): CertificateFacts {
  return {
    file,
    position,
    subject: safeLine(certificate.subject.replaceAll('\n', ', ')),
    issuer: safeLine(certificate.issuer.replaceAll('\n', ', ')),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    fingerprintSha256: certificate.fingerprint256,
  };
}

interface KeyComparison {
  facts: CertificateFacts;
  at: number;
  missing: MissingEvidence[];
}

async function compareKey(
  certificate: X509Certificate,
  key: FoundFile,
  { facts, at, missing }: KeyComparison,
): Promise<void> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readBounded(key.real, LARGEST_PEM);
    facts.keyMatches = certificate.checkPrivateKey(createPrivateKey(bytes));
  } catch (error) {
    const why = bytes ? 'is encrypted or not a private key in PEM form' : messageOf(error);
    missing.push({
      path: `/certsInfo/certificates/${at}/keyMatches`,
      reason: `${key.facts.name} ${why}, so it cannot be compared with its certificate`,
    });
  } finally {
    bytes?.fill(0);
  }
}
