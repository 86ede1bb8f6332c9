/**
 * An address that is safe to link to, as a valid URI (RFC 3986) without sign-in data and without any character that
 * Markdown gives a meaning to in a link; null for any other scheme and for what is no address.
 */
export function httpUrl(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { origin, pathname, search, hash } = new URL(text);
  // A browser takes a second "#" and a stray "%" as they are; a URI may not hold them.
  return `${origin}${escapeSigns(pathname + search)}${hash === '' ? '' : `#${escapeSigns(hash.slice(1))}`}`;
}

function escapeSigns(text: string): string {
  return text.replace(/[#()|'"<>*[\]`\\{}^ ]|%(?![0-9a-f]{2})/gi, percent);
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
