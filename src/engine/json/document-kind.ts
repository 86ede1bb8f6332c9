import { SECTIONS } from '../../model/inventory';

/** What a JSON document is, for those who are given one and want to know whose it is. */
export type DocumentKind = keyof typeof KINDS;

/** What each is called in a message, and what takes it. */
const KINDS = {
  inventory: ['an inventory', 'tp-doctor check judges it'],
  sample: ['the sample of tp-doctor init', 'tp-doctor check judges it where it is named'],
  probe: ['what tp-doctor probe wrote of one host', 'tp-doctor gather --merge reads it'],
  facts: ['a facts file', 'tp-doctor gather --facts reads it'],
  report: ['a report', 'tp-doctor render, diff and --baseline read it'],
  plan: ['a plan', 'it is for people and trackers'],
  diff: ['a comparison of two reports', 'it is for people and trackers'],
  tickets: ['a list of tickets', 'it is for your ticket system'],
  sarif: ['a SARIF log', 'it is for your code scanning'],
  configuration: ['a configuration', '--config reads it'],
  rule: ['a rule', '--rules reads it'],
  schema: ['a JSON Schema', 'it is for editors'],
  list: ['a list', 'tp-doctor gather --agents or --policies reads one of Agents or policies'],
} as const;

/** Says what a document is where `wanted` is expected, or without it, and what takes it. */
export function formatKind(kind: DocumentKind, wanted?: string): string {
  const [name, use] = KINDS[kind];
  return `is ${name}${wanted === undefined ? '' : `, and ${wanted} is expected`}; ${use}`;
}

/** A name at the top of an inventory that says that it is an example and no estate. */
export const SAMPLE_MARK = 'x-sample';

/** A name at the top of what `probe` writes; its value is the host's own name. */
export const PROBE_MARK = 'x-probe';

const MARKS = [
  [SAMPLE_MARK, 'sample'],
  [PROBE_MARK, 'probe'],
] as const;

/** How much of a file tells what it is, in characters: every kind names itself before its long parts. */
export const HEAD_LENGTH = 64 * 1024;

/**
 * What the JSON document is that begins with `head`, by the names at its top. Undefined for what is no JSON, and for what
 * could be a damaged document of any kind: whoever reads it says what is wrong with it.
 */
export function documentKindOf(head: string): DocumentKind | undefined {
  const start = head.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('[')) return 'list';
  if (!/^(?:\{|\/[/*])/.test(start)) return undefined;
  const { names, isWhole } = readTopNames(start);
  const has = (...wanted: string[]) => wanted.some((name) => names.has(name));
  const mark = MARKS.find(([name]) => has(name));
  if (mark) return mark[1];
  if (has('collectedAt') || (has('schemaVersion') && has(...SECTIONS))) return 'inventory';
  if (has('runs')) return 'sarif';
  if (has('tickets')) return 'tickets';
  if (has('tool')) return kindOfCommand(names.get('command'));
  if (has('assert', 'remediation')) return 'rule';
  if (has('$id', '$defs', 'properties')) return 'schema';
  if (has('waivers', 'failOn', 'rules', 'target')) return 'configuration';
  // What an inventory needs may come behind its lists.
  return isWhole && isFacts(names) ? 'facts' : undefined;
}

function kindOfCommand(command: string | undefined): DocumentKind {
  return command === 'plan' || command === 'diff' ? command : 'report';
}

/** Sections alone: what says its version or its estate may be an inventory that lost a part. */
function isFacts(names: ReadonlyMap<string, string>): boolean {
  const known: readonly string[] = [...SECTIONS, '$schema', 'notes'];
  const given = [...names.keys()].filter((name) => !name.startsWith('x-'));
  return given.length > 0 && given.every((name) => known.includes(name));
}

/** Texts, signs and comments of JSON; in time that grows with the text, also where a text has no end. */
const TOKENS = /"[^"\\]*(?:\\[^][^"\\]*)*"|[{}[\]:,]|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;

interface TopNames {
  /** Each with its value where that is a text. */
  names: Map<string, string>;
  /** The text goes to the end of the object. */
  isWhole: boolean;
}

/** The names of the object that `text` begins with, as far as it goes. */
function readTopNames(text: string): TopNames {
  const names = new Map<string, string>();
  let depth = 0;
  let name: string | undefined;
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token.startsWith('/')) continue;
    if (depth === 1 && token === ':') names.set((name = textOf(last)), '');
    else if (depth === 1 && token.startsWith('"') && last === ':' && name !== undefined)
      names.set(name, textOf(token));
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth === 0) return { names, isWhole: true };
    last = token;
  }
  return { names, isWhole: false };
}

function textOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
