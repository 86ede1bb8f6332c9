import type { Inventory, Source } from '../../model/inventory';
import type { CompiledRule, Need, Validate } from '../../model/rule';
import type { Envelope } from '../judge/scope';
import { placesOf, tokensOf, valueAt, type Place } from '../values/pointers';

/** Where each kind of evidence comes from: rules/evidence.json, from pointer pattern to what supplies it. */
export type EvidenceHints = Record<string, string>;

/** A piece of evidence that is not there: its pointer in the inventory, from the root. */
export interface Missing {
  path: string;
}

interface CompiledNeed {
  tokens: string[];
  fromEnvelope: boolean;
  isPattern: boolean;
  /** The field, where the pointer is just one of the subject and no more is asked of it: nearly always. */
  field: string | undefined;
  first: boolean;
  is: Validate | undefined;
  unless: Validate | undefined;
}

/** The needs of a rule, ready to be asked for each subject. */
export function compileNeeds(compiled: CompiledRule): CompiledNeed[] {
  return compiled.rule.needs.map((need, at) => {
    const { path, first = false } = asObject(need);
    const fromEnvelope = path.startsWith('#');
    const { is, unless } = compiled.needs[at] ?? {};
    const tokens = tokensOf(fromEnvelope ? path.slice(1) : path);
    const isPlain = tokens.length === 1 && !fromEnvelope && !is && !unless;
    const field = isPlain && !(path.slice(1) in Object.prototype) ? tokens[0] : undefined;
    return { tokens, fromEnvelope, isPattern: tokens.includes('*'), field, first, is, unless };
  });
}

function asObject(need: Need): Exclude<Need, string> {
  return typeof need === 'string' ? { path: need } : need;
}

/** The first evidence that the subject of the envelope, at `place`, lacks; undefined when it is complete. */
export function findMissing(
  needs: readonly CompiledNeed[],
  envelope: Envelope,
  place: Place,
): Missing | undefined {
  for (const need of needs) {
    if (need.field !== undefined && (envelope.subject as Record<string, unknown>)[need.field] != null)
      continue;
    if (need.unless?.(envelope, envelope.context)) continue;
    const path = lackingPath(need, envelope, place);
    if (path !== undefined) return { path };
  }
  return undefined;
}

function lackingPath(
  { tokens, fromEnvelope, isPattern, is }: CompiledNeed,
  envelope: Envelope,
  place: Place,
): string | undefined {
  const root = fromEnvelope ? envelope : envelope.subject;
  if (!isPattern && isEvidence(valueAt(root, tokens), is, envelope)) return undefined;
  for (const found of placesOf(root, tokens, fromEnvelope ? '' : place.path)) {
    if (!isEvidence(found.value, is, envelope)) return found.path;
  }
  return undefined;
}

/** `is` is asked of the value itself, put in the place of the subject. */
function isEvidence(value: unknown, is: Validate | undefined, envelope: Envelope): boolean {
  if (value === undefined || value === null) return false;
  if (is === undefined) return true;
  // Put there and taken away again: a copy of the envelope for every value would be most of a large run.
  const { subject } = envelope;
  envelope.subject = value;
  const holds = is(envelope, envelope.context);
  envelope.subject = subject;
  return holds;
}

/**
 * Why evidence is missing, as the sources of the inventory say it; undefined when they do not. A source that names
 * the field comes before one that is not complete as a whole; of several the first by text, whatever their order.
 */
export function reasonFor({ sources }: Inventory, path: string): string | undefined {
  const pieces = sources.flatMap(({ id, missing }) =>
    (missing ?? [])
      .filter((one) => one.reason && one.path && isAtOrBelow(path, one.path))
      .map(({ reason }) => `source ${id}: ${reason}`),
  );
  if (pieces.length > 0) return pieces.sort()[0];
  const section = tokensOf(path)[0] ?? '';
  return sources
    .filter((source) => isIncomplete(source) && source.sections?.includes(section))
    .map(({ id, reason, status }) => `source ${id}: ${reason ?? status}`)
    .sort()[0];
}

function isIncomplete(source: Source): boolean {
  return source.status === 'failed' || source.status === 'partial' || source.status === 'skipped';
}

function isAtOrBelow(path: string, pattern: string): boolean {
  const [here, above] = [tokensOf(path), tokensOf(pattern)];
  return above.length <= here.length && above.every((token, at) => token === '*' || token === here[at]);
}

/** What would supply the evidence at `path`: the hint of the most specific pattern above it. */
export function hintFor(hints: EvidenceHints, path: string): string | undefined {
  const patterns = Object.keys(hints).filter((pattern) => isAtOrBelow(path, pattern));
  const best = patterns.sort((a, b) => b.length - a.length)[0];
  return best === undefined ? undefined : hints[best];
}
