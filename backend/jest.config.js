const { availableParallelism } = require('node:os');
const { join } = require('node:path');
const compilerOptions = require('./compiler-options');
const { milliseconds: patience } = require('./test/support/time/limit.json');

/** Specs that run what a page of the documents says: `nx recipes docs` has them, so that an edited page reruns no other. */
const OF_DOCUMENTS = ['/test/recipes/.+\\.spec\\.ts$'];

/** @type {import('jest').Config} */
const shared = {
  rootDir: __dirname,
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts'],
  runtime: join(__dirname, 'test/support/jest/shared-modules-runtime.js'),
  testEnvironment: join(__dirname, 'test/support/jest/shared-modules-environment.js'),
  // What one spec leaves the next one uses.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  // For coverage, and to find the specs of a changed file: specs are loaded by the runtime.
  moduleNameMapper: { '^(\\./[a-z-]+)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', compilerOptions] },
};

/** @type {import('jest').Config} */
module.exports = {
  coverageReporters: ['cobertura', 'text-summary'],
  reporters: ['default', ['jest-junit', { outputDirectory: join(__dirname, '../reports/backend') }]],
  testTimeout: 2 * patience,
  // One more than there are processors: many tests wait for most of their time.
  maxWorkers: availableParallelism() + 1,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'http',
      testMatch: ['<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: OF_DOCUMENTS,
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
