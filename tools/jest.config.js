import { join } from 'node:path';
import deploy from '../deploy/jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...deploy,
  rootDir: import.meta.dirname,
  reporters: ['default', ['jest-junit', { outputDirectory: join(import.meta.dirname, '../reports/tools') }]],
  testMatch: ['<rootDir>/**/*.spec.ts'],
};
