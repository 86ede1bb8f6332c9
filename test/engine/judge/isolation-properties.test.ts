import fc from 'fast-check';
import type { JsonSchema, Rule } from '../../../src/model/rule';
import { arbitraryInventory } from '../../support/estates/arbitrary-inventory';
import { expectEqual } from '../../support/judge/expect-equal';
import { catalogue, judgeLoaded, load } from '../../support/judge/judge-inventory';
import { judgeWith, smallRule } from '../../support/judge/small-rule';

describe('the same alone and among all others', () => {
  const ids = catalogue.rules.filter(({ rule }) => rule.phase !== 'post-upgrade').map(({ rule }) => rule.id);

  test('every built-in rule, on any inventory', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryInventory,
        fc.constantFrom('7.3.9', '7.4', '8.1'),
        async (document, target) => {
          const inventory = await load(document);
          const all = judgeLoaded(inventory, { target });
          for (const id of ids) {
            const alone = judgeLoaded(inventory, { target, choice: { only: new Set([id]) } });
            expectEqual(
              alone.find(({ ruleId }) => ruleId === id),
              all.find(({ ruleId }) => ruleId === id),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('random rules, in any order', async () => {
    const rule = fc.record({
      each: fc.constantFrom('/agents/*', '/policies/*', '/enterpriseManager', '/certsInfo/files/*'),
      where: fc.constantFrom<JsonSchema>(
        true,
        { required: ['name'] },
        { properties: { version: { versionRange: '<7.4' } } },
      ),
      assert: fc.constantFrom<JsonSchema>(
        true,
        false,
        { properties: { version: { versionRange: '>=7.4' } } },
        { distinctBy: { list: '/inventory/agents', key: 'host' } },
        { existsIn: { list: '/inventory/policies', on: ['/name'] } },
        { properties: { eventsInQueue: { maximum: { $data: '/params/most' } } } },
      ),
      needs: fc.constantFrom<Rule['needs']>(
        [],
        ['/version'],
        ['#/partner/x'],
        [{ path: '/name', is: { isAnyOf: ['DC01'] } }],
      ),
      params: fc.record({ most: fc.constantFrom(0, 1000) }),
    });
    await fc.assert(
      fc.asyncProperty(
        arbitraryInventory,
        fc.array(rule, { minLength: 2, maxLength: 6 }),
        async (inventory, own) => {
          const rules = own.map((one, at) => smallRule({ ...one, id: `rule-${at}`, subject: '{name}' }));
          const together = judgeWith(rules, inventory);
          expectEqual(judgeWith([...rules].reverse(), inventory), together);
          expectEqual(
            rules.flatMap((one) => judgeWith([one], inventory)),
            together,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('the newest is every one of the same time, in any order', () => {
  const rule = smallRule({
    each: '/policyExports/*',
    pick: { newest: '/modifiedAt' },
    subject: '{path}',
    where: { required: ['path'] },
    assert: { properties: { sizeBytes: { maximum: 5 } } },
  });
  const at = '2026-11-20T20:00:00Z';
  const exports = fc.array(
    fc.record({
      path: fc.constantFrom('a', 'b'),
      modifiedAt: fc.constantFrom(at, at, '2026-11-19T20:00:00Z', '2099-01-01T00:00:00Z', undefined),
      sizeBytes: fc.constantFrom(1, 9),
    }),
    { minLength: 2, maxLength: 5 },
  );
  fc.assert(
    fc.property(exports, (policyExports) => {
      const unplaced = (list: object[]) =>
        judgeWith([rule], { policyExports: list }).map(({ findings, ...rest }) => ({
          ...rest,
          findings: findings.map((one) => ({ ...one, path: '' })),
        }));
      expectEqual(unplaced([...policyExports].reverse()), unplaced(policyExports));
      const worst = policyExports.some((one) => one.modifiedAt === at && one.sizeBytes === 9);
      if (worst) expect(unplaced(policyExports)[0]?.status).not.toBe('pass');
    }),
    { numRuns: 60 },
  );
});
