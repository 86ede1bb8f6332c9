/** A folder as Windows means it, however it is written: small letters, and nothing left to resolve. */
export interface FolderPath {
  /** "c:", a share such as "backup", or "/" of another system. */
  root: string;
  /** The machine, where the path is that of a share. */
  host?: string;
  parts: string[];
}

/** Reads a path; undefined where it is relative, or has parts that only the machine itself can resolve. */
export function parsePath(text: string): FolderPath | undefined {
  const written = text.trim().replace(/^"(.*)"$/s, '$1');
  // A path on the drive that is current, which nobody knows.
  if (/^\\[^\\]/.test(written) || /[%*<>|"\0]/.test(written)) return undefined;
  const path = withoutDevice(written.normalize('NFC').toLowerCase().replaceAll('\\', '/'));
  const [, drive, onDrive] = /^([a-z]:)\/(.*)/s.exec(path) ?? [];
  if (drive !== undefined) return resolve({ root: drive }, onDrive);
  const [, host, share, onShare = ''] = /^\/\/([^/]+)\/+([^/]+)(?:\/(.*))?/s.exec(path) ?? [];
  if (host && share)
    // An administrative share is a whole drive.
    return resolve({ root: share.replace(/^([a-z])[$]$/, '$1:'), host: host.replace(/@.*/s, '') }, onShare);
  return /^\/(?!\/)/.test(path) ? resolve({ root: '/' }, path.slice(1)) : undefined;
}

/** Without what says that it is a path of the device namespace: `\\?\`, `\\.\`, `\\?\UNC\`. */
function withoutDevice(path: string): string {
  return path.replace(/^\/\/?[?.]{1,2}\/+(unc\/+)?/, (_all, unc: string | undefined) => (unc ? '//' : ''));
}

function resolve(start: Omit<FolderPath, 'parts'>, rest = ''): FolderPath | undefined {
  const parts: string[] = [];
  for (const written of rest.split('/')) {
    if (written === '..') parts.pop();
    else if (written === '' || written === '.') continue;
    // "?" and ":" stand in no name; points and spaces alone mean what the machine makes of them.
    else if (/[?:]/.test(written) || /^[. ]+$/.test(written)) return undefined;
    // Windows takes no notice of these.
    else parts.push(written.replace(/[. ]+$/, ''));
  }
  return { ...start, parts };
}

/** Whether two paths are one folder by what is written; what only the machine itself can resolve is one in the same words. */
export function isSameFolder(a: string, b: string): boolean {
  const [one, other] = [parsePath(a), parsePath(b)];
  if (!one || !other) return a === b;
  return one.host === other.host && isInside(one, other) === true && isInside(other, one) === true;
}

/** Whether a path is a folder or below it; undefined where a short name (PROGRA~1) may be another. */
export function isInside(path: FolderPath, folder: FolderPath): boolean | undefined {
  if (path.root !== folder.root) return false;
  let isSure = true;
  for (const [at, part] of folder.parts.entries()) {
    const own = path.parts[at];
    if (own === undefined) return false;
    if (own === part) continue;
    if (!isShort(own) && !isShort(part)) return false;
    isSure = false;
  }
  return isSure ? true : undefined;
}

function isShort(part: string): boolean {
  return /~[0-9]/.test(part);
}
