import type { Result } from '../../../src/model/report';
import { expectGolden } from '../../support/cli/run';
import { catalogue, HEADER, judgeDocument } from '../../support/judge/judge-inventory';
import type { Document } from '../../support/estates/changes';
import { readEstate } from '../../support/estates/estates';

const LINES = ['7.3.9', '7.4', '7.5', '8.0', '8.1'];
const SOURCES = ['7.3.6', '7.3.7', '7.3.8', '7.3.9', '7.4', '7.5', '8.0', '8.1'];
const PATH_RULES = ['source-version-documented', 'target-is-newer', 'direct-path-documented'];

/** The documented edges between lines (fact A2), said here once more so that the data is not its own proof. */
const EDGES: Record<string, string[]> = {
  '7.3.7': ['7.3.9'],
  '7.3.8': ['7.3.9'],
  '7.3.9': ['7.4', '7.5'],
  '7.4': ['7.5'],
  '7.5': ['8.0', '8.1'],
  '8.0': ['8.1'],
};

/** The line for which no upgrade to a later build of it is documented. */
const NO_LATER_BUILD = '7.3.9';

/** A line's own four-part build: 7.4 → 7.4.0.100, 7.3.9 → 7.3.9.100. */
const build = (line: string, number = 100) => `${line}${'.0'.repeat(3 - line.split('.').length)}.${number}`;

async function judgePath(source: string, target: string): Promise<Result[]> {
  return judgeDocument(
    { ...HEADER, enterpriseManager: { host: 'EM', version: source } },
    { target, choice: { only: new Set(PATH_RULES) } },
  );
}

async function statusesOf(source: string, target: string): Promise<Record<string, string>> {
  const results = await judgePath(source, target);
  return Object.fromEntries(
    results.filter(({ ruleId }) => PATH_RULES.includes(ruleId)).map(({ ruleId, status }) => [ruleId, status]),
  );
}

const say = (holds: boolean) => (holds ? 'pass' : 'fail');

function expected(documented: boolean, newer: boolean, edge: boolean): Record<string, string> {
  return {
    'source-version-documented': say(documented),
    'target-is-newer': say(newer),
    'direct-path-documented': say(edge),
  };
}

describe.each(SOURCES)('from %s', (source) => {
  const at = SOURCES.indexOf(source);
  const isDocumented = source !== '7.3.6';

  test.each(LINES)('to the line %s', async (target) => {
    const isSame = source === target;
    const isLater = SOURCES.indexOf(target) > at;
    const isEdge = (isSame && source !== NO_LATER_BUILD) || (EDGES[source] ?? []).includes(target);
    const wanted = expected(isDocumented, isSame || isLater, isEdge);
    expect(await statusesOf(build(source), target)).toEqual(wanted);
  });

  test.each(LINES)('to a full build of %s', async (target) => {
    const isLater = SOURCES.indexOf(target) > at;
    const isEdge = (EDGES[source] ?? []).includes(target);
    const toLine = expected(isDocumented, isLater, isEdge);
    if (source !== target) {
      expect(await statusesOf(build(source), build(target, 1))).toEqual(toLine);
      return;
    }
    const [earlier, equal, later] = [99, 100, 101].map((number) => build(target, number));
    expect(await statusesOf(build(source), earlier ?? '')).toEqual(expected(true, false, false));
    expect(await statusesOf(build(source), equal ?? '')).toEqual(expected(true, false, false));
    const isEdgeWithin = source !== NO_LATER_BUILD;
    expect(await statusesOf(build(source), later ?? '')).toEqual(expected(true, true, isEdgeWithin));
  });

  test.each(LINES)('the message to %s says the documented route, or that there is none', async (target) => {
    const finding = (await judgePath(build(source), target)).find(
      ({ ruleId }) => ruleId === 'direct-path-documented',
    )?.findings[0];
    if (finding === undefined) return;
    const route = routeFrom(source, target);
    if (route) expect(finding.message).toContain([build(source), ...route].join(' → '));
    else if (source === '7.3.6') expect(finding.message).toContain('contact Netwrix Support');
    else expect(finding.message).toContain('no route between these versions');
  });
});

/** The shortest way over the edges above, by search from the source; undefined when there is none. */
function routeFrom(source: string, target: string): string[] | undefined {
  let ways: string[][] = [[source]];
  while (ways.length > 0) {
    const there = ways.find((way) => way.at(-1) === target);
    if (there) return there.slice(1);
    ways = ways.flatMap((way) => (EDGES[way.at(-1) ?? ''] ?? []).map((next) => [...way, next]));
  }
  return undefined;
}

/** Two estates in which, together, every rule has something to judge: mixed version mode is needed in one only. */
function estatesFor(version: string): Document[] {
  const estate = readEstate('contoso-7.3.9');
  const [first = {}, ...others] = estate.agents as Document[];
  const known = {
    ...estate,
    enterpriseManager: { ...(estate.enterpriseManager as Document), version },
    reportingModule: { installed: true, version: '2.8' },
    agents: [{ ...first, loggingIni: { settings: [] } }, ...others],
  };
  return [known, { ...known, agents: [{ ...first, version: '7.3.4.1' }, ...others] }];
}

/** The rules that are judged, not skipped, in one of the two estates. */
async function appliedRules(source: string, target: string): Promise<Set<string>> {
  const runs = estatesFor(build(source)).map((estate) => judgeDocument(estate, { target }));
  const results = (await Promise.all(runs)).flat();
  return new Set(results.filter(({ status }) => status !== 'skip').map(({ ruleId }) => ruleId));
}

test('which rules apply to which target, and from which sources', async () => {
  const sources = SOURCES.slice(1);
  const columns = await Promise.all(
    LINES.map(async (target) => Promise.all(sources.map((source) => appliedRules(source, target)))),
  );
  const sayCell = (id: string, column: Set<string>[]) => {
    const from = sources.filter((_source, at) => column[at]?.has(id));
    if (from.length === 0) return '-';
    return from.length === sources.length ? 'applies' : `from ${from.join(', ')}`;
  };
  const ids = catalogue.rules.map(({ rule }) => rule).filter(({ phase }) => phase !== 'post-upgrade');
  const rows = ids.map(
    ({ id }) => `| ${[id, ...columns.map((column) => sayCell(id, column))].join(' | ')} |`,
  );
  const head = [`| rule | ${LINES.join(' | ')} |`, `|---|${'---|'.repeat(LINES.length)}`];
  expectGolden('cli/applicable-rules.md', [...head, ...rows.sort(), ''].join('\n'));
});
