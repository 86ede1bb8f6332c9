// Stands in for fast-check in the tests: one seed for every run, so that CI says the same of the same code. To hunt
// for more, FC_SEED=$RANDOM npm test.
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261122) });
module.exports = fc;
