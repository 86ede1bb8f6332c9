import fc from 'fast-check';
import { judge } from '../../../src/engine/judge/judge';
import { reportsOfPlan } from '../../../src/engine/plan/plan';
import { acceptedFrom } from '../../../src/engine/plan/routes';
import { inRange } from '../../../src/engine/values/versions';
import { verdictOf } from '../../../src/engine/verdict/verdict';
import type { Agent, Inventory } from '../../../src/model/inventory';
import { catalogue, EVERY_RULE, NOW, planFor, readEstate, target } from '../../support/judge/plan-input';

const forty = readEstate('estates/forty-agents.json');
const small = readEstate('estates/small-7.3.7.json');
const contoso = readEstate('inventories/contoso-7.3.9.json');
const namesOf = (agents: readonly { subject: string }[]) => agents.map((agent) => agent.subject);

describe('an estate of 40 Agents from 7.3.7 to 8.1', () => {
  const plan = planFor(forty, '8.1');

  test('takes the documented route', () => {
    expect(plan.route.map((hop) => `${hop.from} → ${hop.to}`)).toEqual([
      '7.3.7.249 → 7.3.9',
      '7.3.9 → 7.5',
      '7.5 → 8.1',
    ]);
    expect(plan).toMatchObject({ verdict: 'not-ready', exitCode: 1, reason: null });
  });

  test('forecasts the unreachable Agents as orphaned at the hop that orphans them', () => {
    const [first, second, third] = plan.hops.map((hop) => hop.forecast);
    expect(namesOf(first?.unreachable ?? [])).toEqual(['FABRIKAM\\DC17', 'FABRIKAM\\DC29']);
    expect(first).toMatchObject({ agents: 40, orphaned: [], toUpgrade: 38 });
    expect(namesOf(second?.orphaned ?? [])).toEqual(['FABRIKAM\\DC17', 'FABRIKAM\\DC29']);
    expect(second?.orphaned[0]).toEqual({
      subject: 'FABRIKAM\\DC17',
      version: '7.3.7.249',
      reason:
        'runs 7.3.7.249; Enterprise Manager 7.5 is documented to accept 7.3.9 or later; its status is Lost Connection, so it cannot be upgraded before',
    });
    expect(third).toMatchObject({
      agents: 40,
      orphaned: [],
      alreadyOrphaned: 2,
      unreachable: [],
      toUpgrade: 38,
    });
  });

  test('upgrades the reachable Agent of 7.3.5 at the hop before, so that it is not orphaned', () => {
    const orphaned = plan.hops.flatMap((hop) => namesOf(hop.forecast.orphaned));
    expect(orphaned).not.toContain('FABRIKAM\\DC05');
  });

  test('judges later hops on what they will find', () => {
    const [, second, third] = plan.hops;
    const status = (hop: typeof second, id: string) => hop?.results.find((one) => one.ruleId === id);
    expect(status(second, 'agent-version-accepted')?.findings.map((one) => one.subject)).toEqual([
      'FABRIKAM\\DC17',
      'FABRIKAM\\DC29',
    ]);
    expect(status(second, 'sql-backup-recent')?.findings[0]?.message).toContain(
      'a backup has to be taken after it',
    );
    expect(status(third, 'agent-version-accepted')?.status).toBe('pass');
    expect(status(third, 'certs-info-complete')?.status).toBe('pass');
    expect(status(third, 'certs-backup-present')?.status).toBe('unknown');
    expect(status(third, 'reporting-module-current')?.status).toBe('pass');
  });

  test('an Agent that is of the line of the hop already keeps its build', () => {
    const hotfix = plan.hops[1]?.results.find((one) => one.ruleId === 'agent-hotfix-current');
    expect(hotfix?.findings).toHaveLength(37);
    expect(namesOf(hotfix?.findings ?? [])).not.toContain('FABRIKAM\\DC39');
  });

  test('names a step for each thing that this estate needs, and no other', () => {
    const ids = plan.hops.map((hop) => hop.steps.map((step) => step.id));
    expect(ids[0]).toContain('console-elevated-for-windows-login');
    expect(ids[0]).not.toContain('console-elevated');
    for (const later of ids.slice(1)) expect(later).toContain('console-elevated');
    const { 0: at = 0, 1: installed = 0 } = ['console-elevated', 'server-installed'].map((id) =>
      ids[1]?.indexOf(id),
    );
    expect(at).toBeLessThan(installed);
    expect(ids[0]).not.toContain('certs-carried-over');
    expect(ids[1]).toEqual(expect.arrayContaining(['certs-carried-over', 'reporting-module-upgraded']));
    expect(ids[2]).toEqual(
      expect.arrayContaining(['hibp-updated', 'logging-settings-converted', 'log-collectors-adapted']),
    );
    expect(ids[2]).not.toContain('reporting-module-upgraded');
    const lasting = ids.flat().filter((id) => id === 'mixed-mode-off' || id === 'roots-installed');
    expect(lasting.toSorted()).toEqual(['mixed-mode-off', 'roots-installed']);
    const roots = plan.hops[0]?.steps.find((step) => step.id === 'roots-installed');
    expect(roots?.subjects).toEqual(['FABRIKAM\\DC22']);
    expect(roots?.uncertain).toBe('trustedRoots is not known (FABRIKAM\\DC31)');
  });

  test('becomes one report for each hop for formats that know no plan', () => {
    const { reports, exitCode } = reportsOfPlan(plan);
    expect(reports.map((report) => [report.source, report.target, report.verdict])).toEqual(
      plan.hops.map((hop) => [hop.from, hop.to, hop.verdict]),
    );
    expect(exitCode).toBe(1);
  });
});

describe('verdict and exit code', () => {
  test('a small estate without faults is ready at every hop', () => {
    const plan = planFor(small, '8.1');
    expect(plan.hops.map((hop) => hop.verdict)).toEqual([
      'ready',
      'ready-with-warnings',
      'ready-with-warnings',
    ]);
    // The worst hop counts.
    expect(plan).toMatchObject({ verdict: 'ready-with-warnings', exitCode: 0 });
  });

  test('no documented route is not ready, and every other format says so in one result', () => {
    const plan = planFor(contoso, '7.3.9.5');
    expect(plan).toMatchObject({ route: [], hops: [], verdict: 'not-ready', exitCode: 1 });
    const { reports } = reportsOfPlan(plan);
    expect(
      reports.map((report) => report.results.map((result) => [result.status, result.findings[0]?.message])),
    ).toEqual([[['fail', plan.reason]]]);
  });

  test('a plan says what it was made of, and without a route why', () => {
    const configuration = { file: 'c.json', sha256: 'b' };
    const { tool, hops, route, ...said } = planFor(contoso, '7.5', { via: ['7.5', '7.4'], configuration });
    expect([tool.name, hops.length, route.length]).toEqual(['tp-doctor', 2, 2]);
    expect(said).toEqual({
      schemaVersion: 1,
      command: 'plan',
      environment: contoso.environment,
      inventory: { file: 'inventory.json', sha256: 'a'.repeat(64), collectedAt: contoso.collectedAt },
      configuration,
      source: contoso.enterpriseManager?.version,
      target: '7.5',
      via: ['7.4'],
      now: '2026-11-20T22:00:00Z',
      reason: null,
      verdict: said.verdict,
      exitCode: said.exitCode,
    });
    const [report] = reportsOfPlan({ ...planFor(contoso, '7.3.9.5'), reason: 'no route' }).reports;
    expect(report).toMatchObject({
      schemaVersion: 1,
      command: 'plan',
      environment: contoso.environment,
      configuration: null,
      source: contoso.enterpriseManager?.version,
      target: '7.3.9.5',
      now: '2026-11-20T22:00:00Z',
      verdict: 'not-ready',
      exitCode: 1,
      summary: { rules: 1, fail: 1 },
      sources: [],
      estate: { agents: null, agentVersions: [] },
    });
    expect(report?.results).toEqual([
      {
        ruleId: 'direct-path-documented',
        title: 'The documentation has a route to the target',
        failureTitle: 'The documentation has no route to the target',
        category: 'upgrade-path',
        level: 'fail',
        status: 'fail',
        checked: 1,
        findings: [
          {
            kind: 'violation',
            subject: 'Enterprise Manager',
            path: '/enterpriseManager/version',
            message: 'no route',
            actual: contoso.enterpriseManager?.version,
            expected: '7.3.9.5',
            key: 'route',
            fingerprint: expect.stringMatching(/^sha256:/) as string,
            waiver: null,
          },
        ],
        reason: null,
        evidence: null,
        remediation: 'Choose a target that a documented route leads to, or ask Netwrix Support for one.',
        references: [],
        facts: ['A1', 'A2'],
      },
    ]);
  });

  test('a report of a hop is that hop', () => {
    const plan = planFor(contoso, '8.1');
    const former = { ...plan };
    delete former.configuration;
    for (const one of [plan, former]) {
      const { reports, tool } = reportsOfPlan(one);
      expect(tool).toEqual(plan.tool);
      expect(reports).toEqual(
        plan.hops.map(({ from, to, verdict, exitCode, summary, results, sources, estate }) => ({
          schemaVersion: 1,
          tool,
          command: 'plan',
          environment: plan.environment,
          inventory: plan.inventory,
          configuration: null,
          now: plan.now,
          source: from,
          target: to,
          ...{ verdict, exitCode, summary, results, sources, estate },
        })),
      );
    }
  });

  test('missing evidence at any hop leaves the plan undetermined', () => {
    const rest = { ...small, database: undefined };
    const plan = planFor(rest, '8.1');
    expect(plan.exitCode).toBe(3);
    expect(planFor(rest, '8.1', { gate: { failOn: 'fail', allowUnknown: true } }).exitCode).toBe(0);
  });

  test('every hop says that a source is not complete', () => {
    const sources = [{ id: 'sql', kind: 'sql-server', status: 'partial', reason: 'no right' } as const];
    const said = planFor({ ...small, sources }, '8.1').hops.map(
      ({ results }) => results.find(({ ruleId }) => ruleId === 'sources-complete')?.status,
    );
    expect(said).toEqual(['warn', 'warn', 'warn']);
  });

  test('without a list of Agents nothing is forecast', () => {
    const rest = { ...small, agents: undefined };
    const { hops } = planFor(rest, '7.5');
    expect(hops.map((hop) => hop.forecast.agents)).toEqual([null, null]);
    expect(hops[0]?.steps.find((step) => step.id === 'agents-upgraded')?.uncertain).toContain(
      'agents is not known',
    );
  });
});

describe('a waiver', () => {
  const waiver = {
    rule: 'agent-version-accepted',
    reason: 'replaced',
    owner: 'j.doe',
    expires: '2027-01-31',
  };
  const waivers = [waiver, { ...waiver, rule: 'em-domain-joined' }];
  const plan = planFor(forty, '8.1', { choice: { ...EVERY_RULE, waivers } });

  test('used at one hop is idle at none; one that no hop uses is idle at all', () => {
    const idle = plan.hops.map(
      (hop) => hop.results.find((one) => one.ruleId === 'waivers-current')?.findings,
    );
    for (const findings of idle) expect(findings?.map((one) => one.subject)).toEqual(['em-domain-joined']);
    expect(plan.exitCode).toBe(0);
    const used = planFor(forty, '8.1', { choice: { ...EVERY_RULE, waivers: [waiver] } }).hops.map(
      (hop) => hop.results.find((one) => one.ruleId === 'waivers-current')?.status,
    );
    expect(used).toEqual(['pass', 'pass', 'pass']);
  });
});

describe('what is not known after a hop', () => {
  test('the build of a line; a stop that is a build is known', () => {
    const hotfix = (via: string[]) =>
      planFor(small, '7.5', { via }).hops[1]?.results.find((one) => one.ruleId === 'agent-hotfix-current');
    expect(hotfix([])?.status).toBe('unknown');
    expect(hotfix([])?.findings[0]?.message).toContain('name it with --via');
    expect(hotfix(['7.3.9.42'])?.status).toBe('pass');
    expect(hotfix(['7.3.9.3'])?.status).toBe('warn');
  });

  test('a missing Secret.dpapi of an estate that should have it stays missing', () => {
    const inventory = { ...small, enterpriseManager: { ...small.enterpriseManager, version: '7.4.0.5' } };
    const complete = planFor(inventory, '8.1').hops.map(
      (hop) => hop.results.find((one) => one.ruleId === 'certs-info-complete')?.status,
    );
    expect(complete).toEqual(['fail', 'fail']);
  });
});

const version = fc.constantFrom(
  '7.3.5.1',
  '7.3.7.249',
  '7.3.8.176',
  '7.3.9.42',
  '7.4.0.9',
  '7.5.0.1',
  '8.0.0.2',
  '8.1.0.1',
);
const agent: fc.Arbitrary<Agent> = fc.record(
  {
    name: fc.stringMatching(/^[A-Z]{1,3}[0-9]{1,3}$/),
    domain: fc.constantFrom('CONTOSO', 'contoso.com'),
    version: fc.oneof(version, fc.constant('not a version')),
    status: fc.constantFrom(
      'Active',
      'ACTIVE (Modules Pending)',
      'Stopped',
      'Lost Connection',
      'No Agent',
      'strange',
    ),
  },
  { requiredKeys: ['name'] },
);
const estate: fc.Arbitrary<Inventory> = fc
  .record({ source: version, agents: fc.option(fc.array(agent, { maxLength: 12 }), { nil: undefined }) })
  .map(({ source, agents }) => ({
    ...contoso,
    enterpriseManager: { ...contoso.enterpriseManager, version: source },
    activityMonitor: undefined,
    ...(agents ? { agents } : { agents: undefined }),
  }));
const line = fc.constantFrom('7.3.9', '7.4', '7.5', '8.0', '8.1', '7.4.0.312', '8.1.0.99');

describe('for every estate', () => {
  test('no hop is anything but a documented edge, and the hops follow each other', () => {
    fc.assert(
      fc.property(estate, line, fc.array(line, { maxLength: 2 }), (inventory, to, via) => {
        const { hops, route, source } = planFor(inventory, to, { via });
        expect(hops).toHaveLength(route.length);
        hops.forEach((hop, at) => {
          expect(hop.from).toBe(hops[at - 1]?.to ?? source);
          expect(acceptedFrom(hop.from, target(hop.to))).toBeDefined();
        });
        for (const stop of hops.length === 0 ? [] : [...via, to])
          expect(hops.map((hop) => hop.to)).toContain(stop);
      }),
      { numRuns: 150 },
    );
  });

  test('every Agent is in one place of the forecast, and one that is kept is never below the minimum', () => {
    fc.assert(
      fc.property(estate, line, (inventory, to) => {
        const isOne = ({ status, version }: Agent) => status !== 'No Agent' || version !== undefined;
        const rows = (inventory.agents ?? []).filter(isOne).length;
        for (const hop of planFor(inventory, to).hops) {
          const { forecast } = hop;
          if (forecast.agents === null) continue;
          const { orphaned, alreadyOrphaned, unknown, unreachable, toUpgrade, current } = forecast;
          const placed =
            orphaned.length + alreadyOrphaned + unknown.length + unreachable.length + toUpgrade + current;
          expect([placed, forecast.agents]).toEqual([rows, rows]);
          const { minimumAgent } = target(hop.to);
          if (minimumAgent === undefined) continue;
          for (const one of unreachable) expect(inRange(one.version ?? '', `>=${minimumAgent}`)).toBe(true);
          for (const one of orphaned) expect(inRange(one.version ?? '', `>=${minimumAgent}`)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the forecast and the rule name the same Agents', () => {
    fc.assert(
      fc.property(estate, line, (inventory, to) => {
        for (const hop of planFor(inventory, to).hops) {
          const rule = hop.results.find((one) => one.ruleId === 'agent-version-accepted');
          const refused = rule?.findings.filter((one) => one.kind === 'violation').length;
          expect(refused).toBe(hop.forecast.orphaned.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a plan to a target one edge away says what check says', () => {
    fc.assert(
      fc.property(estate, line, (inventory, to) => {
        const plan = planFor(inventory, to);
        fc.pre(plan.hops.length === 1);
        const { results } = judge(catalogue, EVERY_RULE, { inventory, target: target(to), now: NOW });
        expect(plan.hops[0]?.results).toEqual(results);
        expect(plan.exitCode).toBe(verdictOf(results, { failOn: 'fail', allowUnknown: false }).exitCode);
      }),
      { numRuns: 100 },
    );
  });

  test('making a plan changes nothing in the inventory', () => {
    const before = structuredClone(forty);
    planFor(forty, '8.1');
    expect(forty).toEqual(before);
  });
});
