import { join } from 'node:path';
import patience from '../backend/test/support/time/limit.json' with { type: 'json' };

const swc = {
  jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** @type {import('jest').Config} */
export default {
  rootDir: import.meta.dirname,
  reporters: ['default', ['jest-junit', { outputDirectory: join(import.meta.dirname, '../reports/deploy') }]],
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  testTimeout: 2 * patience.milliseconds,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
};
