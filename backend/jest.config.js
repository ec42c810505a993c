const { join } = require('node:path');
const { milliseconds: patience } = require('./test/support/time/patience.json');

const swc = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** Specs that run what a page of the documents says: `nx recipes docs` has them, so that an edited page reruns no other. */
const OF_DOCUMENTS = ['/test/recipes/.+\\.spec\\.ts$'];

/** @type {import('jest').Config} */
const shared = {
  rootDir: __dirname,
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts'],
  testEnvironment: 'node',
  // The API client names its modules as they are called once compiled.
  moduleNameMapper: { '^(\\./[a-z-]+)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
};

/** @type {import('jest').Config} */
module.exports = {
  coverageReporters: ['cobertura', 'text-summary'],
  reporters: ['default', ['jest-junit', { outputDirectory: join(__dirname, '../reports/backend') }]],
  testTimeout: 2 * patience,
  // On two processors Jest would take one.
  maxWorkers: '100%',
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
