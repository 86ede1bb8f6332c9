// For "npm run mutate" (scripts/mutate.mjs).

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'hot',
  plugins: ['./test/support/stryker/runner.mjs'],
  coverageAnalysis: 'perTest',
  tempDirName: '.build/stryker-sandbox',
  ignorePatterns: ['bench', 'coverage', 'dist', '.build/stryker*'],
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: '.build/stryker/report.json' },
  thresholds: { high: 95, low: 90, break: null },
  // Loops that do not end are noticed by their count; this is against a busy machine.
  timeoutMS: 30_000,
  concurrency: 2,
};
