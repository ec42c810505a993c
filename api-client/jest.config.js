import { join } from 'node:path';
import patience from '../backend/test/support/time/limit.json' with { type: 'json' };

export default {
  rootDir: import.meta.dirname,
  reporters: [
    'default',
    ['jest-junit', { outputDirectory: join(import.meta.dirname, '../reports/api-client') }],
  ],
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  testTimeout: 2 * patience.milliseconds,
  // The client names its modules as they are called once compiled.
  moduleNameMapper: { '^(\\./[a-z-]+)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        swcrc: false,
      },
    ],
  },
};
