// For "npm run mutate": the tests of one part, against what is built already.
const config = require('./jest.config.js');

const tests = process.env.MUTATION_TESTS?.split(' ') ?? ['engine', 'load', 'gather/merge'];

module.exports = {
  ...config,
  testMatch: tests.flatMap((path) => [`**/test/${path}/**/*.test.ts`, `**/test/${path}*.test.ts`]),
  testPathIgnorePatterns: ['hostile'],
  globalSetup: undefined,
  reporters: ['default'],
};
