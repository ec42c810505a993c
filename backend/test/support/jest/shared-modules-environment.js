/**
 * Where Jest itself runs beside specs that Node loads (shared-modules-runtime.js): with the classes of these, so that it
 * knows an array or an error of theirs.
 */
const { TestEnvironment } = require('jest-environment-node');

const NAMES = [
  'Array',
  'BigInt',
  'Boolean',
  'Date',
  'Error',
  'Function',
  'Map',
  'Number',
  'Object',
  'Promise',
  'RegExp',
  'Set',
  'String',
  'Symbol',
];

class SharedModulesEnvironment extends TestEnvironment {
  constructor(...options) {
    super(...options);
    NAMES.forEach((name) => (this.global[name] = globalThis[name]));
  }
}

module.exports = SharedModulesEnvironment;
