import type { RouteHop } from '../../model/plan';
import type { AcceptedSource, Target, TargetLine, Targets } from '../../model/target';
import { compareVersions, inRange, isOfLine, parseVersion } from '../values/versions';

/** One documented step of the Enterprise Manager (facts A1, A2). */
export type Hop = RouteHop;

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

/** A route, or why the documentation has none. */
export type Route = { hops: Hop[] } | { reason: string };

/**
 * The documented route over forced stops, which are taken in the order of their versions. A stop that is the
 * target itself forces nothing.
 */
export function findRouteVia(
  targets: Targets,
  version: string,
  via: readonly Target[],
  target: Target,
): Route {
  const hops: Hop[] = [];
  for (const stop of [...orderStops(via, target), target]) {
    const from = hops.at(-1)?.to ?? version;
    const leg = findRoute(targets, from, stop);
    if (!leg) return { reason: whyNoRoute(from, stop) };
    hops.push(...leg);
  }
  return { hops };
}

/** Each stop once, the lowest version first, without the target. */
export function orderStops(via: readonly Target[], target: Target): Target[] {
  const once = new Map(via.map((stop) => [stop.version, stop]));
  once.delete(target.version);
  return [...once.values()].sort((a, b) => {
    const [x, y] = [parseVersion(a.version), parseVersion(b.version)];
    return x && y ? compareVersions(x, y) : 0;
  });
}

/** Which edge is missing, and what the documentation says instead (A1, A2). */
function whyNoRoute(version: string, target: Target): string {
  const none = `no documented edge leads from ${version} to ${target.version}`;
  if (inRange(version, '<7.3.7') === true)
    return `${none}: the documented starting point is 7.3.7 or later; contact Netwrix Support`;
  if (!isEarlier(version, target)) return `${none}: it is not newer, and there is no documented way back`;
  const sources = target.acceptedSources.map(
    (source) => source.versions + (source.laterBuildOnly ? ' (earlier build)' : ''),
  );
  return `${none}: the documentation names ${sources.join(', ')} as its sources, and no edge leads there`;
}

/** Whether `version` is older than the target; a target given as a line takes any build of that line (A2, A15). */
export function isEarlier(version: string, target: Target): boolean {
  const [from, to] = [parseVersion(version), parseVersion(target.version)];
  if (!from || !to) return false;
  return compareVersions(from, to) < 0 || (to.given < 4 && isOfLine(from, to));
}

/** The route in words, or that the documentation has none and what it says instead. */
export function formatRoute(targets: Targets, version: string, target: Target): string {
  const route = findRoute(targets, version, target);
  if (route) return `the documented route is ${[version, ...route.map((hop) => hop.to)].join(' → ')}`;
  return inRange(version, '<7.3.7') === true
    ? 'the documentation has no route from before 7.3.7: contact Netwrix Support'
    : 'the documentation has no route between these versions';
}
