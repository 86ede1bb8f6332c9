/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }],
    // Published as ES modules only; resedit is for tests.
    '/node_modules/(resedit|pe-library)/.+\\.js$': [
      'ts-jest',
      { tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022' }, diagnostics: false },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(resedit|pe-library)/)'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fast-check.js' },
  globalSetup: '<rootDir>/test/support/build-once.js',
  reporters: ['default', '<rootDir>/test/support/secret-scan.js'],
  collectCoverageFrom: ['src/engine/**/*.ts', 'src/model/**/*.ts'],
  coverageProvider: 'v8',
  coverageThreshold: { './src/engine/': { branches: 95 }, './src/model/': { branches: 95 } },
};
