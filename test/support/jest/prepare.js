// Once before all tests: builds the tool, which many of them run, and finds the browser that some of them need.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { findBrowser } = require('../../../scripts/test-tools.cjs');

module.exports = () => {
  process.env.CHROME_PATH = findBrowser() ?? '';
  if (process.env.TP_DOCTOR_SKIP_BUILD) return;
  execFileSync(process.execPath, [join(__dirname, '../../../scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
