// Stands in for fast-check in the tests: one seed for every run, so that CI says the same of the same code. To hunt
// for more, FC_SEED=$RANDOM npm test.
const fc = require('../../../node_modules/fast-check/lib/cjs/fast-check.js');

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261122) });

const [FIRST_SURROGATE, SURROGATES, LAST] = [0xd800, 0x800, 0x10ffff];
const characterAt = (index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES);

function indexOf(character) {
  const code = [...character].length === 1 ? character.codePointAt(0) : Number.NaN;
  if (!(code < FIRST_SURROGATE || code >= FIRST_SURROGATE + SURROGATES)) throw new Error('not one character');
  return code < FIRST_SURROGATE ? code : code - SURROGATES;
}

/** Every character there is, as the unit "binary", which makes a table of all of them first: a second in every file. */
const character = fc.integer({ min: 0, max: LAST - SURROGATES }).map(characterAt, indexOf);

const quick = (unit) => (unit === 'binary' ? character : unit);
const string = ({ unit, ...rest } = {}) =>
  fc.string({ ...rest, ...(unit === undefined ? {} : { unit: quick(unit) }) });
const json = ({ stringUnit, ...rest } = {}) =>
  fc.json({ ...rest, ...(stringUnit === undefined ? {} : { stringUnit: quick(stringUnit) }) });
/** FC_RUNS is the most that a property is tried, for who has to be quick: the first failure is enough then. */
const most = Number(process.env.FC_RUNS ?? Infinity);
const assertQuickly = (property, { numRuns = 100, ...rest } = {}) =>
  fc.assert(property, { ...rest, numRuns: Math.min(numRuns, most), endOnFailure: true });
const stand = { ...fc, string, json, ...(most < Infinity ? { assert: assertQuickly } : {}) };
module.exports = { ...stand, default: stand };
