// Runs the tests on any machine: says what they need and is missing, installs it where apt-get can, says what cannot
// be tested where it cannot, and then runs `npm test` with the given arguments. npm run test:fresh
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCommand, TOOLS } from './test-tools.cjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (text) => process.stdout.write(`${text}\n`);

const missing = () => Object.keys(TOOLS).filter((name) => TOOLS[name].find() === undefined);

/** Runs a command that is shown first. Ends with its exit code where it fails. */
function run(command, args, env = process.env) {
  say(`$ ${[command, ...args].join(' ')}`);
  // npm is a script of the command shell on Windows.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  if (error) say(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function listTools() {
  say('Besides Node.js the tests use:');
  for (const [name, { find, tests }] of Object.entries(TOOLS))
    say(`  ${name.padEnd(8)} ${find() ?? 'MISSING'}  (${tests})`);
}

/** Installs Debian's packages of what is missing, as root or with sudo. */
function install(names) {
  const isRoot = process.getuid() === 0;
  if (!isRoot && !findCommand('sudo')) {
    say(`Neither root nor sudo: cannot install ${names.join(', ')}.`);
    return;
  }
  say(`Going to install with apt-get${isRoot ? '' : ' and sudo'}: ${names.join(', ')}`);
  const apt = (...args) => (isRoot ? run('apt-get', args) : run('sudo', ['apt-get', ...args]));
  apt('update', '-qq');
  const packages = names.map((name) => TOOLS[name].packages.find(isAvailable) ?? TOOLS[name].packages.at(-1));
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

/** Whether this release of Debian has a package of that name. */
function isAvailable(name) {
  return spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;
}

listTools();
if (missing().length > 0 && findCommand('apt-get')) install(missing());
const left = missing();
for (const name of left)
  say(
    `WITHOUT ${name}: not tested are ${TOOLS[name].tests}. The tests of it are skipped and counted at the end` +
      `${name === 'posix' ? '' : `; install ${TOOLS[name].packages.at(-1).replace('-base', '')} to have them run`}.`,
  );

if (!existsSync(join(root, 'node_modules/.package-lock.json'))) run('npm', ['ci', '--no-audit', '--no-fund']);
run('npm', ['test', '--', ...process.argv.slice(2)], {
  ...process.env,
  TP_DOCTOR_TESTS_WITHOUT: left.join(','),
});
