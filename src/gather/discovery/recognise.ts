import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { documentKindOf, formatKind, HEAD_LENGTH, type DocumentKind } from '../../engine/json/document-kind';
import { messageOf } from '../errors';
import { recogniseExport, type ExportOption } from '../exports/recognise';
import { readHead } from '../exports/readers/file-text';
import { holdsEnterpriseManager } from './installation';

/** What gather can read, by its content. */
export type EvidenceKind = ExportOption | 'em-root' | 'facts' | 'inventory';

/** A file or folder, and what it was taken for; else why it is none of what gather reads. */
export interface Recognised {
  path: string;
  kind?: EvidenceKind;
  why?: string;
}

/** Files that are no text of ours, whatever is in them. */
const NO_EVIDENCE =
  /\.(exe|dll|msi|zip|7z|pem|cer|crt|key|dpapi|dat|html?|pdf|docx?|png|log|lnk|ps1|cmd|bat)$/i;

/**
 * The files of a folder by their content, in the order of their names; what lies in folders below it is not read. In the folder
 * of an Enterprise Manager lie hundreds that are nothing for gather: those are not listed.
 */
export async function recogniseFolder(folder: string, signal: AbortSignal): Promise<Recognised[]> {
  const isOwn = await holdsEnterpriseManager(folder);
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const found: Recognised[] = isOwn ? [{ path: folder, kind: 'em-root' }] : [];
  // One after the other: each may be large, and the disk is one.
  for (const name of names.sort()) {
    const one = await recognise(path.join(folder, name), signal);
    if (!isOwn || one.kind !== undefined) found.push(one);
  }
  return found;
}

/** One file by its content; a folder only where it is that of an Enterprise Manager. */
export async function recognise(file: string, signal: AbortSignal): Promise<Recognised> {
  try {
    if ((await stat(file)).isDirectory()) return await recogniseInner(file);
    if (NO_EVIDENCE.test(file)) return { path: file, why: 'is no evidence by its name' };
    const kind = documentKindOf((await readHead(file)).start.slice(0, HEAD_LENGTH));
    return kind === undefined || kind === 'list' ? await asExport(file, signal) : asDocument(file, kind);
  } catch (error) {
    return { path: file, why: messageOf(error) };
  }
}

async function recogniseInner(folder: string): Promise<Recognised> {
  if (await holdsEnterpriseManager(folder)) return { path: folder, kind: 'em-root' };
  return { path: folder, why: 'is a folder, which is not searched; name it too' };
}

function asDocument(file: string, kind: DocumentKind): Recognised {
  if (kind === 'probe') return { path: file, kind: 'inventory' };
  if (kind === 'inventory' || kind === 'facts') return { path: file, kind };
  return { path: file, why: formatKind(kind) };
}

async function asExport(file: string, signal: AbortSignal): Promise<Recognised> {
  const kind = await recogniseExport(file, signal);
  return kind === undefined
    ? { path: file, why: 'has no columns of an agent list or a policy list, and is no other evidence' }
    : { path: file, kind };
}
