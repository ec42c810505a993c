const { join } = require('node:path');
const { createCjsPreset } = require('jest-preset-angular/presets');
const { milliseconds: patience } = require('../backend/test/support/time/limit.json');

/** @type {import('jest').Config} */
module.exports = {
  ...createCjsPreset(),
  rootDir: __dirname,
  testTimeout: 2 * patience,
  collectCoverageFrom: ['src/app/**/*.ts'],
  coverageReporters: ['cobertura', 'text-summary'],
  reporters: ['default', ['jest-junit', { outputDirectory: join(__dirname, '../reports/frontend') }]],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
};
