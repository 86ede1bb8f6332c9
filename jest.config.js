const { availableParallelism } = require('node:os');

// Types are checked by `npm run typecheck`, once; the tests only take them off.
const swc = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/jest/environment.js',
  // One more than there are cores: some tests wait for servers, processes and the browser.
  maxWorkers: availableParallelism() + 1,
  // The sources too, so that Jest knows which tests a changed one concerns.
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testSequencer: '<rootDir>/test/support/jest/sequencer.js',
  // Against a hang; a busy machine takes several times as long.
  testTimeout: 30_000,
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', swc],
    // Published as ES modules only.
    '/node_modules/(resedit|pe-library|fast-string-width|fast-string-truncated-width)/.+\\.js$': [
      '@swc/jest',
      swc,
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(resedit|pe-library|fast-string-width|fast-string-truncated-width)/)',
  ],
  moduleNameMapper: {
    // As in the build, which says why.
    '^string-width$': '<rootDir>/scripts/string-width.cjs',
    '^fast-check$': '<rootDir>/test/support/jest/fast-check.js',
    // The build has compiled the rules already; test/rules/built-catalogue.test.ts compares them with their sources.
    '/built-in-parts$': '<rootDir>/.build/built-in-parts.cjs',
  },
  resolver: '<rootDir>/test/support/jest/resolver.js',
  globalSetup: '<rootDir>/test/support/jest/prepare.js',
  reporters: [
    'default',
    '<rootDir>/test/support/jest/secret-scan.js',
    '<rootDir>/test/support/jest/skipped.js',
  ],
  // The files left out hold nothing but types, of which nothing runs.
  collectCoverageFrom: [
    'src/engine/**/*.ts',
    'src/model/*.ts',
    '!src/model/{config,diff,explanation,plan,target}.ts',
  ],
  coverageProvider: 'v8',
  coverageThreshold: { './src/engine/': { branches: 95 }, './src/model/': { branches: 95 } },
};
