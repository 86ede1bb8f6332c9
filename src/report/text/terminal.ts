import type { Status, Verdict } from '../../model/report';
import type { ReportOptions } from '../reporter';
import { httpUrl } from './web-address';

/** Colours by meaning; without colour everything is also said in words. */
const CODES = { red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36, bold: 1, dim: 2 } as const;
export type Style = keyof typeof CODES;

export type Painter = (style: Style, text: string) => string;

export function createPainter({ color }: Pick<ReportOptions, 'color'>): Painter {
  return (style, text) => (color && text !== '' ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

export const STATUS_STYLE = {
  fail: 'red',
  warn: 'yellow',
  unknown: 'magenta',
  skip: 'dim',
  pass: 'green',
} as const satisfies Record<Status, Style>;

export const VERDICT_STYLE = {
  error: 'red',
  'not-ready': 'red',
  undetermined: 'magenta',
  'ready-with-warnings': 'yellow',
  ready: 'green',
} as const satisfies Record<Verdict, Style>;

/**
 * A link where the terminal shows them (OSC 8), else the text alone. A normalised address holds printable ASCII only,
 * as OSC 8 wants it; one that is no web address is no link.
 */
export function formatLink(
  text: string,
  url: string,
  { hyperlinks }: Pick<ReportOptions, 'hyperlinks'>,
): string {
  const address = hyperlinks ? httpUrl(url) : null;
  return address === null ? text : `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}
