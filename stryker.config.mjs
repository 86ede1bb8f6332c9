// For "npm run mutate" (scripts/mutate.mjs). A run begins where the last one of the part ended.
const part = process.env.MUTATION_PART ?? 'all';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'jest.mutation.config.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  // What runs when a module is loaded would need every test anew for each mutant.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `.build/stryker/${part}.json`,
  tempDirName: '.build/stryker-sandbox',
  ignorePatterns: ['bench', 'coverage', '.build/stryker*', 'docs'],
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: `.build/stryker/${part}-report.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: null },
  concurrency: 2,
  timeoutMS: 20_000,
};
