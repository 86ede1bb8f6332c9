import fc from 'fast-check';
import { UserError } from '../../src/model/errors';
import { HEADER, load } from '../support/judge/judge-inventory';

// A time that JavaScript cannot read would compare as neither before nor after anything, and so hold everywhere.
describe('times of an inventory', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
  const time = fc
    .tuple(
      fc.constantFrom('2024-02-29', '2026-11-20', '0001-01-01', '2026-02-30'),
      fc.constantFrom('T', 't', ' '),
      two(25),
      two(61),
      two(61),
      fc.constantFrom('', '.5', '.1234567'),
      fc.constantFrom('Z', 'z', '', '+01', '+0100', '-23:59', '+24:00'),
    )
    .map(([day, separator, hour, minute, second, fraction, offset]) =>
      [day, separator, `${hour}:${minute}:${second}`, fraction, offset].join(''),
    );

  test('are refused where they cannot be read', async () => {
    await fc.assert(
      fc.asyncProperty(time, async (collectedAt) => {
        const inventory = await load({ ...HEADER, collectedAt }).catch((error: unknown) => error);
        if (inventory instanceof UserError) expect(inventory.message).toContain('/collectedAt');
        else expect(Date.parse(collectedAt)).not.toBeNaN();
      }),
      { numRuns: 100 },
    );
  });

  test.each(['2020-12-31T23:59:60Z', '2020-01-01T10:00:00+01'])('%s is refused', async (notAfter) => {
    const document = { ...HEADER, certsInfo: { certificates: [{ notAfter }] } };
    await expect(load(document)).rejects.toThrow('/certsInfo/certificates/0/notAfter');
  });

  test.each(['2020-12-31T23:59:59Z', '2020-12-31T23:59:59.1234567+01:00'])('%s is read', async (notAfter) => {
    const inventory = await load({ ...HEADER, certsInfo: { certificates: [{ notAfter }] } });
    expect(inventory.certsInfo?.certificates?.[0]?.notAfter).toBe(notAfter);
  });
});
