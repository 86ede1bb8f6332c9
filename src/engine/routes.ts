import type { AcceptedSource, Target, TargetLine, Targets } from '../model/target';
import { compareVersions, inRange, isOfLine, parseVersion } from './versions';

/** One documented step of the Enterprise Manager (facts A1, A2). */
export interface Hop {
  from: string;
  to: string;
  facts: string[];
  reference: string;
}

/** The line that a target such as 7.4 or 7.4.0.312 belongs to; a target is a line or a build of four parts. */
export function targetOf(targets: Targets, version: string): Target | undefined {
  const parsed = parseVersion(version);
  if (!parsed) return undefined;
  const line = targets.lines.find((one) => {
    const of = parseVersion(one.line);
    return of !== undefined && isOfLine(parsed, of) && (one.line === version || parsed.given === 4);
  });
  return line && { ...line, version };
}

/** The documented edge from `version` to the target, undefined when there is none. */
export function acceptedFrom(version: string, target: Target): AcceptedSource | undefined {
  return target.acceptedSources.find(
    (source) => inRange(version, source.versions) === true && isForward(version, target),
  );
}

/** Within one line only a later build is documented; a target given as a line is taken to be later. */
function isForward(version: string, target: Target): boolean {
  const [from, to] = [parseVersion(version), parseVersion(target.version)];
  if (!from || !to || to.given < 4) return true;
  return compareVersions(from, to) < 0;
}

/**
 * The documented route with the fewest hops, over the lines; `undefined` when the documentation has none. The
 * first hop starts at `version` itself, the last one ends at the target as it was given.
 */
export function findRoute(targets: Targets, version: string, target: Target): Hop[] | undefined {
  const reached = new Map<string, Hop[]>([[version, []]]);
  for (const [from, hops] of reached) {
    const last = hopTo(from, target);
    if (last) return [...hops, last];
    for (const line of targets.lines) {
      const hop = reached.has(line.line) ? undefined : hopTo(from, { ...line, version: line.line });
      if (hop && !isSameLine(from, line)) reached.set(line.line, [...hops, hop]);
    }
  }
  return undefined;
}

function hopTo(from: string, target: Target): Hop | undefined {
  const edge = acceptedFrom(from, target);
  return edge && { from, to: target.version, facts: edge.facts, reference: edge.reference };
}

function isSameLine(version: string, line: TargetLine): boolean {
  const [a, b] = [parseVersion(version), parseVersion(line.line)];
  return a !== undefined && b !== undefined && isOfLine(a, b);
}

/** The route in words, or that the documentation has none and what it says instead. */
export function sayRoute(targets: Targets, version: string, target: Target): string {
  const route = findRoute(targets, version, target);
  if (route) return `the documented route is ${[version, ...route.map((hop) => hop.to)].join(' → ')}`;
  return inRange(version, '<7.3.7') === true
    ? 'the documentation has no route from before 7.3.7: contact Netwrix Support'
    : 'the documentation has no route between these versions';
}
