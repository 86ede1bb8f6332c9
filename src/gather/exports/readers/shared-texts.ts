/** More different texts than this are not worth sharing: they are names, not states. */
const MOST = 50_000;
/** V8 copies shorter slices by itself. */
const COPIED = 13;

/**
 * Keeps one copy of each text that many records share, so that the records need no more memory than what differs
 * between them; and copies the others, since a slice keeps the whole piece of the file that it was cut from in memory.
 */
export class SharedTexts {
  private readonly shared = new Map<string, string>();

  share(text: string): string {
    const known = this.shared.get(text);
    if (known !== undefined) return known;
    const own = this.own(text);
    if (this.shared.size < MOST) this.shared.set(own, own);
    return own;
  }

  own(text: string): string {
    return text.length < COPIED ? text : Buffer.from(text).toString();
  }
}
