import { acceptedFrom, isEarlier, formatRoute } from '../plan/routes';
import {
  compareVersions,
  formatNoRange,
  inRange,
  isOfLine,
  isRange,
  parseVersion,
  type Version,
} from '../values/versions';
import { parseTokens, valueAt } from '../values/pointers';
import type { Problem } from '../../model/rule';
import type { Scope } from '../scope/scope';
import {
  cannotRead,
  createReader,
  lacks,
  notKnown,
  orData,
  textOf,
  type Data,
  type Judge,
  type Keyword,
} from './keyword';

interface Bounds {
  minimum?: Data<string>;
  below?: Data<string>;
  range?: Data<string>;
}

const text = { type: 'string' };
const pointer = { type: 'string', pattern: '^/' };

/** One bound: whether it holds, undefined where it cannot be read, and how it is written. */
type Bound = (version: string, scope: Scope) => { holds: boolean | undefined; expected: string };

/** The version is in a range; four parts count, semver's range syntax. */
export const versionRange: Keyword = {
  judges: ['text'],
  valueSchema: {
    anyOf: [
      text,
      {
        type: 'object',
        properties: { minimum: orData(text), below: orData(text), range: orData(text) },
        additionalProperties: false,
        minProperties: 1,
      },
    ],
  },
  compile: (value: string | Bounds): Judge => {
    const { minimum, below, range }: Bounds = typeof value === 'string' ? { range: value } : value;
    const bounds = [
      ...createBounds(minimum, (version, least) => compareTexts(version, least, (order) => order >= 0), '>='),
      ...createBounds(below, (version, first) => compareTexts(version, first, (order) => order < 0), '<'),
      ...createBounds(range, inRange, ''),
    ];
    if (typeof range === 'string' && !isRange(range)) throw new Error(formatNoRange(range));
    for (const bound of [minimum, below])
      if (typeof bound === 'string' && !parseVersion(bound))
        throw new Error(`"${bound}" is no version; allowed: up to four numbers, such as 7.3.9 or 7.4.0.312`);
    return (version, scope) => {
      const known = textOf(version);
      if (known === undefined || !parseVersion(known)) return notVersion(version);
      const answers = bounds.map((bound) => bound(known, scope));
      const refused = answers.find(({ holds }) => holds === false);
      if (refused) return { expected: refused.expected };
      const open = answers.findIndex(({ holds }) => holds === undefined);
      return open === -1
        ? undefined
        : lacks([minimum, below, range].filter((one) => one !== undefined)[open]);
    };
  },
};

function createBounds(
  value: Data<string> | undefined,
  holds: (version: string, bound: string) => boolean | undefined,
  operator: string,
): Bound[] {
  if (value === undefined) return [];
  const read = createReader(value);
  return [
    (version, scope) => {
      const bound = textOf(read(scope));
      return {
        holds: bound === undefined ? undefined : holds(version, bound),
        expected: `${operator}${bound ?? ''}`,
      };
    },
  ];
}

function compareTexts(a: string, b: string, holds: (order: number) => boolean): boolean | undefined {
  const [x, y] = [parseVersion(a), parseVersion(b)];
  return x && y ? holds(compareVersions(x, y)) : undefined;
}

function notVersion(value: unknown): Problem {
  return cannotRead(value, 'is no version');
}

/** The version was given with at least so many parts. */
export const versionParts: Keyword = {
  judges: ['text'],
  valueSchema: { type: 'integer', minimum: 1, maximum: 4 },
  compile: (parts: number): Judge => {
    return (value) => {
      const version = readVersion(value);
      if (!version) return notVersion(value);
      return version.given >= parts ? undefined : { expected: `${parts} parts` };
    };
  },
};

/** The version and the target are a row of compatibility.json (fact C1); 7.3.9 is of the line 7.3. */
export const compatibleWith: Keyword = {
  judges: ['text'],
  valueSchema: { const: 'activityMonitor' },
  compile: (table: 'activityMonitor'): Judge => {
    return (value, { compatibility, target }) => {
      const rows = compatibility[table].filter((row) => inRange(target.line, row.threatPrevention));
      const version = readVersion(value);
      if (!version && rows.length > 0) return notVersion(value);
      if (version && rows.some((row) => ofLine(version, row.activityMonitor))) return undefined;
      const lines = rows.map((row) => `${row.activityMonitor}.x`).join(' or ');
      return { expected: lines === '' ? 'no version is documented' : lines };
    };
  },
};

function readVersion(value: unknown): Version | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parseVersion(text);
}

function ofLine(version: Version, line: string): boolean {
  const of = parseVersion(line);
  return of !== undefined && isOfLine(version, of);
}

/** The version is older than the target; a target given as a line takes any build of that line (A2, A15). */
export const earlierThanTarget: Keyword = {
  judges: ['text'],
  valueSchema: { const: true },
  compile: (): Judge => {
    return (version, { target }) => {
      if (!readVersion(version)) return notVersion(version);
      if (isEarlier(String(version), target)) return undefined;
      const isBuild = parseVersion(target.version)?.given === 4;
      return { expected: `${isBuild ? 'a build ' : ''}older than ${target.version}` };
    };
  },
};

/**
 * Version → target is a documented edge; otherwise the detail says the documented route (A1, A2). With `sameLocation`: one for
 * which the documentation wants the location of the old version (A17, A18).
 */
export const documentedEdge: Keyword = {
  judges: ['text'],
  valueSchema: {
    anyOf: [
      { const: true },
      {
        type: 'object',
        properties: { sameLocation: { const: true } },
        required: ['sameLocation'],
        additionalProperties: false,
      },
    ],
  },
  compile: (edge: true | { sameLocation: true }): Judge => {
    return (version, { target, targets }) => {
      if (!readVersion(version)) return notVersion(version);
      const from = String(version);
      const accepted = acceptedFrom(from, target);
      if (accepted && (edge === true || accepted.sameLocation)) return undefined;
      const sources = target.acceptedSources.map(
        (source) => source.versions + (source.laterBuildOnly ? ' (earlier build)' : ''),
      );
      return { expected: sources.join(' or '), detail: formatRoute(targets, from, target) };
    };
  },
};

/** The version is the target's: of its line, or, for `version` and a target of four parts, exactly that build. */
export const ofTarget: Keyword = {
  judges: ['text'],
  valueSchema: { enum: ['line', 'version'] },
  compile: (exactness: 'line' | 'version'): Judge => {
    return (value, { target }) => {
      const version = readVersion(value);
      if (!version) return notVersion(value);
      const wanted = exactness === 'line' ? target.line : target.version;
      return ofLine(version, wanted) ? undefined : { expected: wanted };
    };
  },
};

interface Pair {
  partner: string;
  subject: string;
}

/** On a partner: its version is that of the subject, by the parts that both give. */
export const sameVersion: Keyword = {
  judges: ['object'],
  valueSchema: {
    type: 'object',
    properties: { partner: pointer, subject: pointer },
    required: ['partner', 'subject'],
    additionalProperties: false,
  },
  reads: ({ partner, subject }: Pair) => ({ below: [partner], scope: [`/subject${subject}`] }),
  compile: (pair: Pair): Judge => {
    const [own, other] = [parseTokens(pair.partner), parseTokens(pair.subject)];
    return (partner, { subject }) => {
      const [actual, expected] = [valueAt(partner, own), valueAt(subject, other)];
      const [a, b] = [readVersion(actual), readVersion(expected)];
      if (!a) return notKnown(`/partner${pair.partner}`);
      if (!b) return notKnown(`/subject${pair.subject}`);
      if (isOfLine(a, b) || isOfLine(b, a)) return undefined;
      return { actual, expected: String(expected) };
    };
  },
};

/** The version is later than another. Where only a part that one of them lacks could tell, nobody knows. */
export const laterThan: Keyword = {
  judges: ['text'],
  valueSchema: orData(text),
  compile: (value: Data<string>): Judge => {
    const read = createReader(value);
    return (version, scope) => {
      const [own, other] = [readVersion(version), readVersion(read(scope))];
      if (!own) return notVersion(version);
      if (!other) return lacks(value);
      if (own.given !== other.given && (isOfLine(own, other) || isOfLine(other, own)))
        return cannotRead(version, `may be ${read(scope) ?? ''}`);
      return compareVersions(own, other) > 0 ? undefined : { expected: `later than ${read(scope) ?? ''}` };
    };
  },
};
