import { UserError } from '../../../src/model/errors';
import { judgeDocument } from './judge-inventory';

/** Judges, or is refused with one clear line; anything else that is thrown fails the test. */
export async function expectJudgedOrRefused(document: unknown, target: string): Promise<void> {
  try {
    const results = await judgeDocument(document, { target });
    expect(results.length).toBeGreaterThan(50);
    expect(results.flatMap(({ findings }) => findings).filter(({ kind }) => kind === 'rule-error')).toEqual(
      [],
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toMatch(/^inventory\.json: \S/);
  }
}
