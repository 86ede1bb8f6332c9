// Lets require() load what the tests need as Jest does (jest.config.js), and load it anew.
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const { moduleNameMapper, transform } = require('../../../jest.config.js');

const swc = transform['\\.ts$'][1];
const stands = Object.entries(moduleNameMapper).map(([name, path]) => [
  new RegExp(name),
  path.replace('<rootDir>', process.cwd()),
]);

const compiled = new Map();
Module._extensions['.ts'] = (module, filename) => {
  const code =
    compiled.get(filename) ?? transformSync(readFileSync(filename, 'utf8'), { ...swc, filename }).code;
  compiled.set(filename, code);
  module._compile(code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const stand = stands.find(([name]) => name.test(request));
  return stand ? stand[1] : resolve(request, ...rest);
};

/** Does something for which the product and its tests are loaded anew; packages stay. */
exports.withNewModules = async (run) => {
  const old = forgetModules();
  try {
    return await run();
  } finally {
    forgetModules();
    Object.assign(require.cache, old);
  }
};

function forgetModules() {
  const own = Object.entries(require.cache).filter(
    ([path]) => path.startsWith(process.cwd()) && !path.includes('node_modules'),
  );
  for (const [path] of own) Reflect.deleteProperty(require.cache, path);
  return Object.fromEntries(own);
}
