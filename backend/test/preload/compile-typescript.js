/** Lets Node run the server from its sources, compiled as Jest compiles them. */
const { transformFileSync } = require('@swc/core');
const { projects } = require('../../jest.config');

const [, options] = projects[0].transform['^.+\\.ts$'];

require.extensions['.ts'] = (module, filename) => {
  module._compile(transformFileSync(filename, options).code, filename);
};
