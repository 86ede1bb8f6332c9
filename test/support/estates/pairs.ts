import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Estate, Fields } from '../../hunt/estate';
import { readEstate } from './estates';

const AFTER = join(__dirname, '../../../fixtures/estates/contoso-7.4-after.json');

export type PairedEstate = Estate & { reportingModule: Fields };
export interface SamplePair {
  before: PairedEstate;
  after: PairedEstate;
}

/** The sample estate before and after its upgrade to 7.4, in which nothing is lost. */
export function readPair(): SamplePair {
  return {
    before: readEstate('contoso-7.3.9') as unknown as PairedEstate,
    after: JSON.parse(readFileSync(AFTER, 'utf8')) as PairedEstate,
  };
}
