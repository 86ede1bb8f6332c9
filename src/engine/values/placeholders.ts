/** What people and tools write where they know nothing; without case, spaces and punctuation. */
const PLACEHOLDERS = new Set(
  `n a|none|null|nil|undefined|unknown|not known|unspecified|not specified|not set|not available|unavailable|not applicable|
no data|missing|tbd|tba|tbc|to be determined|to be defined|todo|nan|never`.split(/[|\n]+/),
);
const LONGEST = 40;

/** The zero of some clock or counter: .NET, Windows, SQL Server, Unix; a GUID or fingerprint of zeros. */
const ZERO =
  /^(?:(?:0001|1601|1753|1900|1970)-01-01T00:00:00(?:[.]0+)?(?:Z|[+]00:00)|[{]?0[0:-]{14,}0[}]?)$/i;

/** What those begin with, and signs; nearly every text begins with something else. */
const LIKELY = /^(?:[nutm]|[01].{15}|[^0-9a-z]|$)/i;

/** Whether a text says nothing: "N/A", "-", "unknown", blank. One point is the machine itself, or a folder. */
export function isPlaceholder(text: string): boolean {
  if (!LIKELY.test(text)) return false;
  if (ZERO.test(text)) return true;
  if (text.length > LONGEST) return text.trim() === '';
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (words === null) return !/^\s*[.]{1,2}\s*$|[\\/:]/.test(text);
  return PLACEHOLDERS.has(words.join(' '));
}

/** What Windows and PowerShell say of a question that they could not answer, as a whole text or as its beginning. */
const FAILURE = new RegExp(
  String.raw`^\W*(?:${[
    String.raw`(?:error|failed|failure|exception|time(?:d[ -]?)?out|unreachable|unauthori[sz]ed|fehler|erreur)\W*$`,
    String.raw`(?:error|exception)(?:\s*[:=]|\s+(?:0x|\d+\b|from|calling|of type))`,
    String.raw`(?:access|permission)(?: is| was)? denied|zugriff verweigert|acc[eè]s refus[eé]`,
    String.raw`(?:the )?(?:rpc server|network path|remote|specified|requested|operation|server|service)\b.* (?:unavailable|not|refused|denied|timed out|failed)\b`,
    String.raw`(?:could not|cannot|can't|unable to|failed to) `,
    String.raw`hresult\b|0x[0-9a-f]{8}\b|system[\w.]+exception:|(?:get|invoke|new|test)-\w+ :`,
  ].join('|')})`,
  'iu',
);

/** Whether a text is what a tool says that has failed: "Access is denied.", "0x80070005". */
export function isFailure(text: string): boolean {
  return FAILURE.test(text);
}

/** Fields that tell what failed, or that somebody gives any name. */
const MAY_FAIL = new Set(
  'errorMessage warnings reason status state installState siInstallState notes name id'.split(' '),
);

/**
 * Fields in which a text that says nothing is kept: without one, something else than "not known" would be meant (E1, C4), or it
 * is one of the values that the field has ("Unknown", C6).
 */
const KEPT = new Set([
  'configDatabase',
  'dataDatabase',
  'deviceVersion',
  'installState',
  'siInstallState',
  'notes',
]);
/** Fields in which "" says that there is none. */
const EMPTY_IS_NONE = new Set(['errorMessage', 'managedBy', 'siVersion']);

/** Whether what stands in a field of an inventory is a text that is no evidence. */
export function saysNothing(key: string, value: unknown): boolean {
  if (typeof value !== 'string' || key.startsWith('x-')) return false;
  if (isPlaceholder(value)) return !KEPT.has(key) && !(value === '' && EMPTY_IS_NONE.has(key));
  return isFailure(value) && !MAY_FAIL.has(key);
}

const forgotten = new WeakMap<object, Map<string, string>>();

/** Remembers the text that stood in a field which says nothing. */
export function rememberPlaceholder(owner: object, key: string, text: string): void {
  const texts = forgotten.get(owner) ?? new Map<string, string>();
  forgotten.set(owner, texts.set(key, text));
}

/** The text that stood in a field which says nothing; undefined where there was none. */
export function findPlaceholder(owner: unknown, key: string): string | undefined {
  return typeof owner === 'object' && owner !== null ? forgotten.get(owner)?.get(key) : undefined;
}
