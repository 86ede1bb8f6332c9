/**
 * The address of an inventory file as formats want it. A Windows path (`C:\a b.json`, `\\server\share\a.json`) and an
 * absolute one become a file: URI, anything else a relative reference; each segment is percent-encoded (RFC 3986,
 * RFC 8089). A backslash separates, except in an absolute POSIX path, where it is part of a name.
 */
export function fileUri(path: string): string {
  if (/^[a-z]:[\\/]/i.test(path)) return `file:///${path.slice(0, 2)}${encode(slashed(path.slice(2)))}`;
  if (path.startsWith('\\\\')) return `file:${encode(slashed(path))}`;
  return path.startsWith('/') ? `file://${encode(path)}` : encode(relativePath(path));
}

/** A relative path with forward slashes and without a leading `./`; other paths keep their beginning. */
export function relativePath(path: string): string {
  const forward = path.startsWith('/') ? path : slashed(path);
  return forward.replace(/^(?:\.\/+)+/, '');
}

function slashed(path: string): string {
  return path.replace(/\\/g, '/');
}

function encode(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(LONE_SURROGATE, '\ufffd')))
    .join('/');
}

// encodeURIComponent throws on these.
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
