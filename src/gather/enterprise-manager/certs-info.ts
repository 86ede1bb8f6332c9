import { createPrivateKey, X509Certificate } from 'node:crypto';
import path from 'node:path';
import type { CertificateFacts, CertsInfo, MissingEvidence } from '../../model/inventory';
import { messageOf } from '../errors';
import { readBounded } from '../read-file';
import { safeLine } from '../redact';
import { SourceError } from '../source';
import type { Folder, FoundFile } from './folder';
import { findEntry, findWithin, listFiles, openFolder } from './folder';

/** Larger than any certificate or key; a file of more is listed, and not opened. */
const LARGEST_PEM = 2 ** 20;
const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Where a certificate begins or ends, also one that is damaged. */
const PEM_EDGE = /(BEGIN|END)[A-Z0-9 ]* CERTIFICATE/g;
const CERTIFICATE_FILE = /\.(pem|crt|cer)$/i;
const KEY_FILE = /-key\.pem$/i;

/** What is told beside the evidence itself. */
export interface Notes {
  missing: MissingEvidence[];
  remarks: string[];
}

/**
 * The CertsInfo folder below `root` (D1, D2), and its copy in the folder `backup`. Keys are read into memory only to see
 * whether they belong to their certificate, and Secret.dpapi and root.dat are never opened (D5).
 */
export async function readCertsInfo(
  root: Folder,
  backup: string | undefined,
  notes: Notes,
): Promise<CertsInfo> {
  const { missing } = notes;
  const shown = path.join(root.path, 'CertsInfo');
  const real = await findEntry(root, 'CertsInfo');
  const folder = real === undefined ? undefined : { ...(await openFolder(real)), path: shown };
  const files = folder
    ? await listFiles(folder, (name, reason) => {
        missing.push({ path: '/certsInfo/files', reason: `${name}: ${reason}` });
      })
    : [];
  const copy = backup === undefined ? undefined : await readBackup(backup, { root, files }, notes);
  const customSigned = isCustomSigned(files);
  return {
    path: shown,
    found: folder !== undefined,
    ...(customSigned === undefined ? {} : { customSigned }),
    ...(folder && { files: files.map(({ facts }) => facts) }),
    ...(folder && { certificates: await readCertificates(files, missing) }),
    ...(copy && { backup: copy }),
  };
}

interface Original {
  root: Folder;
  /** Of CertsInfo. */
  files: readonly FoundFile[];
}

/**
 * The files of a backup folder. One that is in the installation by a link, a share or another mount is named as what it
 * is, and the files of CertsInfo under a second name (hard links) are no copies.
 */
async function readBackup(
  folder: string,
  { root, files }: Original,
  { missing, remarks }: Notes,
): Promise<CertsInfo['backup']> {
  const report = (reason: string) => missing.push({ path: '/certsInfo/backup', reason });
  try {
    const opened = await openFolder(folder);
    const found = await listFiles(opened, (name, reason) => report(`${name}: ${reason}`));
    const within = await findWithin(opened, root);
    if (within !== undefined) {
      const shown = path.join(root.path, within);
      remarks.push(`--certs-backup ${folder} is ${shown}, inside the installation`);
      return { path: shown, files: found.map(({ facts }) => facts) };
    }
    const copies = found.filter(
      (one) => !files.some(({ identity }) => identity && identity === one.identity),
    );
    if (copies.length < found.length)
      remarks.push(
        `--certs-backup: ${found.length - copies.length} of its files are hard links to CertsInfo, which are no copies`,
      );
    return { path: opened.path, files: copies.map(({ facts }) => facts) };
  } catch (error) {
    report(`--certs-backup: ${messageOf(error)}`);
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

/** @throws Error when one of them cannot be read: the next one would be taken for it */
function parseCertificates(bytes: Buffer): X509Certificate[] {
  const text = bytes.toString('latin1');
  const blocks = text.match(PEM_BLOCK);
  const edges = text.match(PEM_EDGE)?.length ?? 0;
  if (edges > 2 && edges !== 2 * (blocks?.length ?? 0))
    throw new SourceError('holds a certificate that cannot be read');
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
