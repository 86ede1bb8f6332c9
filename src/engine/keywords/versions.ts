import { acceptedFrom, isEarlier, formatRoute } from '../plan/routes';
import { inRange, isOfLine, parseVersion } from '../values/versions';
import type { Scope } from '../scope/scope';
import { orData, createReader, type Data, type Judge, type Keyword } from './keyword';
import { remember } from './texts';

interface Bounds {
  minimum?: Data<string>;
  below?: Data<string>;
  range?: Data<string>;
}

const text = { type: 'string' };

/** The version is in a range; four parts count, semver's range syntax. A bound that is not documented holds. */
export const versionRange: Keyword = {
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
    const bounds: Bounds = typeof value === 'string' ? { range: value } : value;
    const readers = [
      prefixed('>=', createReader(bounds.minimum)),
      prefixed('<', createReader(bounds.below)),
      prefixed('', createReader(bounds.range)),
    ];
    return (version, scope) => {
      for (const read of readers) {
        const range = read(scope);
        if (range !== undefined && inRange(String(version), range) === false) return { expected: range };
      }
      return undefined;
    };
  },
};

type TextReader = (scope: Scope) => string | undefined;

/** The range that begins at a bound; put together once for each distinct bound. */
function prefixed(operator: string, read: TextReader): TextReader {
  const join = remember((version) => operator + version);
  return (scope) => {
    const version = read(scope);
    return version === undefined ? undefined : join(version);
  };
}

/** The version was given with at least so many parts. */
export const versionParts: Keyword = {
  valueSchema: { type: 'integer', minimum: 1, maximum: 4 },
  compile: (parts: number): Judge => {
    return (version) =>
      (parseVersion(String(version))?.given ?? 0) >= parts ? undefined : { expected: `${parts} parts` };
  },
};

/** The version and the target are a row of compatibility.json (fact C1). */
export const compatibleWith: Keyword = {
  valueSchema: { const: 'activityMonitor' },
  compile: (table: 'activityMonitor'): Judge => {
    return (version, { compatibility, target }) => {
      const rows = compatibility[table].filter((row) => row.threatPrevention === target.line);
      if (rows.some((row) => ofLine(String(version), row.activityMonitor))) return undefined;
      const lines = rows.map((row) => `${row.activityMonitor}.x`).join(' or ');
      return { expected: lines === '' ? 'no version is documented' : lines };
    };
  },
};

function ofLine(version: string, line: string): boolean {
  const [a, b] = [parseVersion(version), parseVersion(line)];
  return a !== undefined && b !== undefined && isOfLine(a, b);
}

/** The version is older than the target; a target given as a line takes any build of that line (A2, A15). */
export const earlierThanTarget: Keyword = {
  valueSchema: { const: true },
  compile: (): Judge => {
    return (version, { target }) => {
      if (!parseVersion(String(version)) || isEarlier(String(version), target)) return undefined;
      const isBuild = parseVersion(target.version)?.given === 4;
      return { expected: `${isBuild ? 'a build ' : ''}older than ${target.version}` };
    };
  },
};

/** Version → target is a documented edge; otherwise the detail says the documented route (A1, A2). */
export const documentedEdge: Keyword = {
  valueSchema: { const: true },
  compile: (): Judge => {
    return (version, { target, targets }) => {
      const from = String(version);
      if (acceptedFrom(from, target)) return undefined;
      const sources = target.acceptedSources.map(
        (source) => source.versions + (source.laterBuildOnly ? ' (earlier build)' : ''),
      );
      return { expected: sources.join(' or '), detail: formatRoute(targets, from, target) };
    };
  },
};

/** The version is the target's: of its line, or, for `version` and a target of four parts, exactly that build. */
export const ofTarget: Keyword = {
  valueSchema: { enum: ['line', 'version'] },
  compile: (exactness: 'line' | 'version'): Judge => {
    return (version, { target }) => {
      const wanted = exactness === 'line' ? target.line : target.version;
      return ofLine(String(version), wanted) ? undefined : { expected: wanted };
    };
  },
};
