/** Lets Node run TypeScript: servers from their sources, and specs. What does not change is compiled only once. */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { version } = require('@swc/core/package.json');
const options = require('../../../../compiler-options');

const CACHE = join(__dirname, '../../../../../node_modules/.cache/taskward-sources');
const compiler = version + JSON.stringify(options);

/** Where the source map of each file is that was loaded. */
const sourceMaps = new Map();

mkdirSync(CACHE, { recursive: true });
// What V8 makes of it, and of all packages.
enableCompileCache(join(CACHE, 'v8'));

function compile(filename) {
  const source = readFileSync(filename, 'utf8');
  // The name stands in the source map.
  const key = createHash('sha256').update(compiler).update(filename).update(source).digest('hex');
  const file = join(CACHE, `${key}.js`);
  sourceMaps.set(filename, `${file}.map`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not above: as a rule there is nothing to compile.
    const { transformSync } = require('@swc/core');
    const { code, map } = transformSync(source, { ...options, filename });
    write(`${file}.map`, map);
    write(file, code);
    return code;
  }
}

/** At once, as others do the same. */
function write(file, code) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, file);
}

require.extensions['.ts'] = (module, filename) => {
  module._compile(compile(filename), filename);
};

module.exports = { sourceMaps };
