const HIDDEN = '***';

/** What looks like a secret whatever its value: a bearer token, and passwords of connection strings and forms. */
const SECRET_FORMS = [
  /\b(bearer\s+)[\w.~+/=-]+/gi,
  /\b((?:password|pwd|client_secret|access_token|refresh_token)"?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s;,&"']+)/gi,
];

/**
 * `text` without any of `secrets`, in plain, URL-encoded, JSON or Base64 form, and without what looks like one. The last
 * line of defence for messages of drivers, which may echo a connection string; our own never name a secret.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const spelled = secrets.flatMap(spellings).sort((a, b) => b.length - a.length);
  const plain = spelled.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
  return SECRET_FORMS.reduce((rest, form) => rest.replace(form, `$1${HIDDEN}`), plain);
}

/** `text` as one line for a terminal or a file: redacted, and free of control and formatting characters. */
export function safeLine(text: string, secrets: readonly string[] = []): string {
  return redact(text, secrets)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

function spellings(secret: string): string[] {
  if (secret === '') return [];
  // encodeURIComponent would throw at half a surrogate pair.
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  const forms = [
    secret,
    form,
    form.replaceAll('+', '%20'),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ];
  return [...new Set(forms)];
}
