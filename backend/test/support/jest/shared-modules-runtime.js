/**
 * Jest's runtime, but Node itself loads a spec and all that it imports: a worker loads whatever is no spec once, not
 * anew for each of hundreds of specs, and no context of a spec stays in memory. No spec gets modules or global objects
 * of its own, and none can mock a module.
 */
const { registerHooks } = require('node:module');
const { default: JestRuntime } = require('jest-runtime');
const { sourceMaps } = require('../servers/preload/compile-typescript');

class SharedModulesRuntime extends JestRuntime {
  constructor(...options) {
    super(...options);
    [, , , , , , this.spec] = options;
  }

  /** @override */
  requireModule(from, ...rest) {
    const isSpec = from === this.spec && rest.length === 0;
    return isSpec ? this.#loadSpec() : super.requireModule(from, ...rest);
  }

  /** @override */
  getSourceMaps() {
    return sourceMaps;
  }

  #loadSpec() {
    Object.assign(globalThis, this.requireModuleOrMock(this.spec, '@jest/globals'));
    delete require.cache[this.spec];
    return require(this.spec);
  }
}

// The API client names its modules as they are called once compiled.
registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      if (!/^\.\/[a-z-]+\.js$/.test(specifier)) {
        throw error;
      }
      return nextResolve(specifier.replace(/js$/, 'ts'), context);
    }
  },
});

module.exports = SharedModulesRuntime;
