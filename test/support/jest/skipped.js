// A reporter of Jest: names the files of which tests were skipped, so that nothing is left out silently.
const { relative } = require('node:path');

module.exports = class Skipped {
  onRunComplete(_contexts, { testResults, numPendingTests }) {
    const files = testResults.filter((file) => file.numPendingTests > 0);
    if (files.length === 0) return;
    const without = process.env.TP_DOCTOR_TESTS_WITHOUT;
    process.stderr.write(`\nNOT RUN: ${numPendingTests} tests${without ? ` (without ${without})` : ''}\n`);
    for (const { numPendingTests: count, testFilePath } of files)
      process.stderr.write(`  ${count} of ${relative(process.cwd(), testFilePath)}\n`);
  }
};
