import { join } from 'node:path';

export default {
  rootDir: import.meta.dirname,
  reporters: [
    'default',
    ['jest-junit', { outputDirectory: join(import.meta.dirname, '../reports/api-client') }],
  ],
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  // Generators and the compiler take some seconds each.
  testTimeout: 60_000,
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
