// The command-line tests run the real built binary: build it once for a whole test run.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

module.exports = () => {
  if (process.env.TP_DOCTOR_SKIP_BUILD) return;
  execFileSync(process.execPath, [join(__dirname, '../../scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
