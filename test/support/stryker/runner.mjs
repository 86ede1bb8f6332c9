// A test runner for StrykerJS that keeps everything loaded: it runs the tests themselves, one after the other in one
// process, where Jest would load all modules anew for each mutant.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { globSync } from 'tinyglobby';

/** What tests functions rather than the whole tool, and takes no time. */
const TESTS = process.env.MUTATION_TESTS.split(' ').flatMap((path) => {
  const [, not, place] = /^(!?)(.*)/.exec(path);
  return [`${not}test/${place}/**/*.test.ts`, `${not}test/${place}.test.ts`];
});
const TOO_SLOW = [
  'test/engine/judge/{hostile,ageing,*properties}.test.ts',
  'test/load/{contested,rules/lint-properties}.test.ts',
];

const require = createRequire(import.meta.url);
/** What the mutated code reads and counts in. */
const state = (globalThis.__stryker__ ??= {});

class HotRunner {
  /** Milliseconds of each test when nothing was mutated. */
  times = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Runs everything once without a mutant: what is made once and kept must not be made by a mutant. */
  async init() {
    process.env.FC_RUNS = '10';
    this.modules = require('./modules.cjs');
    this.frame = require('./frame.cjs');
    this.tests = this.frame.collectTests(globSync(TESTS, { ignore: TOO_SLOW, absolute: true }).sort());
    for (const { id, timeSpentMs } of await this.run(this.tests.values())) this.times.set(id, timeSpentMs);
  }

  async dryRun() {
    state.mutantCoverage ??= { static: {}, perTest: {} };
    const tests = await this.run(this.tests.values(), { onTest: (id) => (state.currentTestId = id) });
    return { status: DryRunStatus.Complete, tests, mutantCoverage: withoutHybrids(state.mutantCoverage) };
  }

  async mutantRun({ activeMutant, testFilter = [], hitLimit }) {
    state.activeMutant = activeMutant.id;
    Object.assign(state, { hitCount: hitLimit ? 0 : undefined, hitLimit });
    const tests = await this.run(this.findTests(testFilter), { bail: true });
    if (!tests.some(isFailed)) tests.push(...(await this.runAnew()));
    state.activeMutant = undefined;
    const overrun = determineHitLimitReached(state.hitCount, hitLimit);
    return toMutantRunResult(overrun ?? { status: DryRunStatus.Complete, tests });
  }

  /** The quickest first, so that a mutant is found soon. */
  findTests(ids) {
    const quickest = [...ids].sort((a, b) => this.times.get(a) - this.times.get(b));
    return quickest.map((id) => this.tests.get(id));
  }

  /** With the mutant there while everything is loaded: so constants are tried as well, and what is kept once it was made. */
  async runAnew() {
    const files = [...new Set([...this.tests.values()].map(({ file }) => file))];
    const results = [];
    return await this.modules.withNewModules(async () => {
      for (const file of files) if (!results.some(isFailed)) results.push(...(await this.load(file)));
      return results;
    });
  }

  async load(file) {
    try {
      return await this.run(this.frame.collectTests([file]).values(), { bail: true });
    } catch (error) {
      const [first] = this.tests.values();
      return [failureOf(first, 0, error)];
    }
  }

  async run(tests, { bail = false, onTest } = {}) {
    const results = [];
    for (const test of tests) {
      onTest?.(test.id);
      const start = performance.now();
      const error = await this.frame.runTest(test);
      const timeSpentMs = performance.now() - start;
      results.push(
        error
          ? failureOf(test, timeSpentMs, error)
          : { ...named(test, timeSpentMs), status: TestStatus.Success },
      );
      if (bail && error) break;
    }
    onTest?.(undefined);
    await this.frame.endTests();
    return results;
  }
}

function named({ id, file }, timeSpentMs) {
  return { id, name: id, fileName: file, timeSpentMs };
}

function failureOf(test, timeSpentMs, error) {
  return {
    ...named(test, timeSpentMs),
    status: TestStatus.Failed,
    failureMessage: String(error.stack ?? error),
  };
}

function isFailed({ status }) {
  return status === TestStatus.Failed;
}

/** Code that ran in a test as well as while modules were loaded, or in the first run alone, is tried by that test. */
function withoutHybrids({ static: loading, perTest }) {
  const inTests = new Set(Object.values(perTest).flatMap(Object.keys));
  const only = Object.entries(loading).filter(([mutant]) => !inTests.has(mutant));
  return { static: Object.fromEntries(only), perTest };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'hot', HotRunner)];
