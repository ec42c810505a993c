const { join } = require('node:path');
const backend = require('../backend/jest.config.js');

const projectOf = (name) => backend.projects.find(({ displayName }) => displayName === name);
const pages = { ...projectOf('unit'), rootDir: __dirname, testMatch: ['<rootDir>/specs/**/*.spec.ts'] };
const SECRETS = 'secret-scan\\.spec\\.ts$';

// Each is a target of its own, with inputs of its own; in project.json it names the folder of its report.
/** @type {import('jest').Config} */
module.exports = {
  reporters: ['default', ['jest-junit', { outputDirectory: join(__dirname, '../reports/docs') }]],
  testTimeout: backend.testTimeout,
  maxWorkers: backend.maxWorkers,
  projects: [
    { ...pages, displayName: 'pages', testPathIgnorePatterns: [SECRETS] },
    { ...pages, displayName: 'secrets', testMatch: undefined, testRegex: [SECRETS] },
    // What the pages say is run, against a server with a database.
    {
      ...projectOf('http'),
      displayName: 'recipes',
      testMatch: undefined,
      testRegex: projectOf('http').testPathIgnorePatterns,
      testPathIgnorePatterns: [],
    },
  ],
};
