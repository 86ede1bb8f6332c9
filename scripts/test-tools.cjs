// What the tests need besides Node.js and its packages, and where it lies on Linux, macOS and Windows.
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

/** The first of these commands that is on the PATH. */
function findCommand(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const files = names.flatMap((name) =>
    folders.flatMap((folder) => endings.map((end) => join(folder, name + end))),
  );
  return files.find((file) => existsSync(file));
}

const BROWSERS = {
  linux: () => {
    // The first is Chromium without windows, which opens a page in half the time.
    const names = [
      'chromium-headless-shell',
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
    ];
    return [findCommand(...names), ...names.map((name) => `/usr/bin/${name}`)];
  },
  darwin: () =>
    ['/Applications', join(process.env.HOME ?? '', 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
        join(folder, `${name}.app`, 'Contents/MacOS', name),
      ),
    ),
  win32: () =>
    ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) =>
      ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((file) =>
        join(process.env[folder] ?? '', file),
      ),
    ),
};

/** A Chromium, Chrome or Edge: the one that CHROME_PATH names, or else one in its usual place. */
function findBrowser() {
  const { CHROME_PATH } = process.env;
  const places = CHROME_PATH ? [CHROME_PATH] : (BROWSERS[process.platform] ?? BROWSERS.linux)();
  return places.find((file) => file !== undefined && existsSync(file));
}

/** By its name in test/support/jest/needs.ts: where it is, Debian's packages of it (any will do), and what only it can test. */
const TOOLS = {
  browser: {
    find: findBrowser,
    packages: ['chromium-headless-shell', 'chromium'],
    tests: 'the HTML report in a browser',
  },
  git: { find: () => findCommand('git'), packages: ['git'], tests: 'the GitLab pipeline' },
  groff: { find: () => findCommand('groff'), packages: ['groff-base'], tests: 'the man page' },
  jq: { find: () => findCommand('jq'), packages: ['jq'], tests: 'the Terraform gate' },
  posix: {
    // Windows has a bash with Git, but neither signals, modes nor pipes with a name.
    find: () => (process.platform === 'win32' ? undefined : findCommand('bash')),
    packages: ['bash'],
    tests: 'pipelines, completion in bash, signals, modes of files',
  },
};

module.exports = { findBrowser, findCommand, TOOLS };
