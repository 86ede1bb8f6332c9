#!/usr/bin/env node
// Starts the bundle with V8's code cache from the build: reading compiled code is faster than compiling. V8 believes a
// cache that is damaged, or of another bundle of the same length, so it is used only with the seal of the build.
'use strict';
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const SEAL_BYTES = 20;
const file = join(__dirname, '../dist/tp-doctor.cjs');

/** Stands for this bundle and this cache, and the Node.js that made it. A slip is what it guards against, so SHA-1 will do. */
function seal(bundle, cache) {
  const { version, arch } = process;
  return createHash('sha1').update(`${version} ${arch}\n`).update(bundle).update(cache).digest();
}

/** The code cache where it is what the build made; undefined, and no haste, for anything else. */
function readCache(bundle) {
  // Set by the build only, which makes a new one.
  if (process.env.TP_DOCTOR_WRITE_CACHE) return undefined;
  try {
    const sealed = readFileSync(`${file}.cache`);
    const cache = sealed.subarray(0, -SEAL_BYTES);
    return seal(bundle, cache).equals(sealed.subarray(-SEAL_BYTES)) ? cache : undefined;
  } catch {
    return undefined;
  }
}

function start() {
  const bundle = readFileSync(file);
  // The build writes ASCII only, which is read fastest as this.
  const source = `(function (exports, require, module, __filename, __dirname) {${bundle.latin1Slice()}\n})`;
  // The name is part of the cache, and shown in stack traces: not where the build was.
  const script = new Script(source, { filename: 'tp-doctor.cjs', cachedData: readCache(bundle) });
  const own = { exports: {} };
  script.runInThisContext()(own.exports, createRequire(file), own, file, dirname(file));
  if (process.env.TP_DOCTOR_WRITE_CACHE) {
    // Keeps what was compiled during this run.
    process.on('exit', () => {
      const cache = script.createCachedData();
      writeFileSync(process.env.TP_DOCTOR_WRITE_CACHE, Buffer.concat([cache, seal(bundle, cache)]));
    });
  }
  return own.exports;
}

try {
  module.exports = start();
} catch (error) {
  // Whatever it is: 1 would mean that an estate is not ready.
  process.exitCode = 2;
  process.stderr.write(`tp-doctor: cannot start; install it again: ${error.message}\n`);
}
