/**
 * JSON whose strings hold no raw control, direction or line-separator character: the same data for a parser, and
 * safe to print. JSON.stringify itself escapes U+0000 to U+001F and lone surrogates.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    UNSAFE,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
