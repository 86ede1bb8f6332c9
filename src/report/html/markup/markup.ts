import { escapeControls } from '../../text/control-characters';
import { httpUrl } from '../../text/web-address';

/** Markup that may go into the page as it is. Made by `html`, or by `trusted` from text of our own. */
export class Markup {
  constructor(readonly source: string) {}
}

export type Child = Markup | string | number | null | false | readonly Child[];

/** Longest text of one field on the page, in UTF-16 units; a field of an inventory may have far more. */
const LONGEST = 1000;
/** Nobody can run a longer command: the limit of Windows. */
const LONGEST_COMMAND = 8191;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template whose values are escaped for element content and for quoted attributes, so that leaving the
 * escaping out takes an effort. Lists are joined; null and false are nothing. A line break of the template
 * with its indent is one space, so that its layout does not matter.
 */
export function html(template: TemplateStringsArray, ...children: Child[]): Markup {
  const parts = joinLines(template);
  return new Markup(parts.reduce((sum, part, at) => sum + render(children[at - 1] ?? null) + part));
}

const joined = new WeakMap<TemplateStringsArray, string[]>();

/** Once for each place in the code, as a row's template is used thousands of times. */
function joinLines(template: TemplateStringsArray): string[] {
  const known = joined.get(template);
  if (known) return known;
  const parts = template.map((part) => part.replace(/\n\s*/g, ' '));
  joined.set(template, parts);
  return parts;
}

/** Text of our own (style, script) that must not be escaped. */
export function trusted(source: string): Markup {
  return new Markup(source);
}

function render(child: Child): string {
  if (child instanceof Markup) return child.source;
  if (Array.isArray(child)) return child.map(render).join('');
  return child === null || child === false ? '' : escapeText(String(child as string | number));
}

/** A command as it is run, whole where a field of prose would be cut. */
export function wholeCommand(text: string): Markup {
  return new Markup(escapeText(text, LONGEST_COMMAND));
}

function escapeText(text: string, longest = LONGEST): string {
  return escapeControls(clip(text, longest)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  return `${head}… (${formatNumber(text.length)} characters)`;
}

/** A number with its thousands marked, in every language setting the same. */
export function formatNumber(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `3 rules`, `1 rule`. */
export function formatCount(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A link where the address is one of the web, else its words: an own rule may carry any text as its URL. */
export function webLink(title: string, url: string): Markup {
  const address = httpUrl(url);
  return address === null
    ? html`${title}: ${url}`
    : html`<a href="${address}" rel="noopener noreferrer">${title}</a>`;
}

/** A time to the minute in UTC; what is no time stays as it is. */
export function formatTime(time: string): Markup {
  const at = Date.parse(time);
  if (Number.isNaN(at)) return html`${time === '' ? 'unknown' : time}`;
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}
