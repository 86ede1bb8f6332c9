// The words of Jest that the tests use, as globals. What the files say with them is kept as a list of tests.
const { expect } = require('expect');
const { bind } = require('jest-each');
const { relative } = require('node:path');

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'];
const newSuite = (name, parent) => ({
  name,
  parent,
  begun: false,
  ...Object.fromEntries(HOOKS.map((hook) => [hook, []])),
});

let file = '';
let suite = newSuite('');
let tests = new Map();
let begun = [];

function describe(name, define) {
  suite = newSuite(`${suite.name}${name} `, suite);
  define();
  suite = suite.parent;
}

function test(title, run) {
  const name = `${relative('test', file)}: ${suite.name}${title}`;
  let id = name;
  for (let count = 2; tests.has(id); count += 1) id = `${name} (${count})`;
  tests.set(id, { id, file, run, lineage: lineageOf(suite) });
}

/** The suites around a test, from the outermost. */
function lineageOf(inner) {
  return inner ? [...lineageOf(inner.parent), inner] : [];
}

const skip = () => undefined;
const withEach = (word) =>
  Object.assign(word, { each: bind(word), skip: Object.assign(skip, { each: () => skip }) });
withEach(describe);
withEach(test);
for (const hook of HOOKS) globalThis[hook] = (run) => suite[hook].push(run);
Object.assign(globalThis, { describe, test, it: test, expect, jest: { setTimeout: skip } });

/** The tests of files, by their ids: { id, file, run, lineage }. */
exports.collectTests = (files) => {
  tests = new Map();
  for (file of files) {
    suite = newSuite('');
    require(file);
  }
  return tests;
};

/** Runs one test. @returns what it threw */
exports.runTest = async ({ lineage, run }) => {
  try {
    for (const one of lineage) await begin(one);
    for (const { beforeEach } of lineage) for (const hook of beforeEach) await hook();
    await run();
  } catch (error) {
    return error ?? new Error('a test threw nothing');
  } finally {
    for (const { afterEach } of lineage.toReversed()) for (const hook of afterEach) await hook();
  }
};

async function begin(one) {
  if (one.begun) return;
  one.begun = true;
  begun.push(one);
  for (const hook of one.beforeAll) await hook();
}

/** Ends what tests began: their suites begin anew with the next one. */
exports.endTests = async () => {
  for (const one of begun.toReversed()) {
    one.begun = false;
    for (const hook of one.afterAll) await hook();
  }
  begun = [];
};
