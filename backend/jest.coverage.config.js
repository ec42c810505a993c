const { projects, ...config } = require('./jest.config');

/** Jest sees what is covered only in modules that it loads itself. */
const isolated = { runtime: undefined, testEnvironment: 'node', testEnvironmentOptions: {} };

/** @type {import('jest').Config} */
module.exports = { ...config, projects: projects.map((project) => ({ ...project, ...isolated })) };
