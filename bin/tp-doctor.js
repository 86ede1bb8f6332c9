#!/usr/bin/env node
// Starts the bundle with V8's code cache from the build: reading compiled code is faster than compiling. A cache
// that another version of Node made is refused by V8, and the bundle is compiled as usual.
'use strict';
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const file = join(__dirname, '../dist/tp-doctor.cjs');
// The build writes ASCII only, which is read fastest as this.
const source = readFileSync(file, 'latin1');
let cachedData;
try {
  cachedData = readFileSync(`${file}.cache`);
} catch {
  // No cache, no haste.
}
const wrapper = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
const script = new Script(wrapper, { filename: file, cachedData });
const own = { exports: {} };
script.runInThisContext()(own.exports, require('node:module').createRequire(file), own, file, dirname(file));
if (process.env.TP_DOCTOR_WRITE_CACHE) {
  // Set by the build only: keeps what was compiled during this run.
  process.on('exit', () =>
    require('node:fs').writeFileSync(process.env.TP_DOCTOR_WRITE_CACHE, script.createCachedData()),
  );
}
