// As Jest's order, but on a machine that has not timed the tests yet, where Jest goes by the size of the files, what is known
// to take long begins first: else it begins last, and the other cores wait for it.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = [
  '/report/html/',
  '/hunt/',
  '/engine/judge/properties',
  '/rules/',
  '/gather/exports/',
  '/gather/sql-server/',
];

const isLong = ({ path }) => LONG.some((part) => path.includes(part));

module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    return sorted.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
};
