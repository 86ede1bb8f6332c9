// Builds dist/: compiles rules and schemas to code, bundles everything, and keeps V8's code cache of a warm run.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { collectLicences } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
/** What the build makes on its way; tests take the compiled rules from here. */
const work = join(root, '.build');
const require = createRequire(import.meta.url);
const published = new Set();

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  absWorkingDir: root,
  logLevel: 'warning',
};

/** Puts the compiled module in the place of src/load/rules/built-in-parts.ts. */
const compiledBuiltIn = {
  name: 'compiled-built-in',
  setup(builder) {
    builder.onResolve({ filter: /\/built-in-parts$/ }, () => ({ path: join(work, 'built-in-parts.cjs') }));
  },
};

/** The scripts that yargs would print: `tp-doctor completion` prints its own. */
const noCompletionOfYargs = {
  name: 'no-completion-of-yargs',
  setup(builder) {
    const contents = "export const completionShTemplate = '', completionZshTemplate = '';";
    builder.onLoad({ filter: /yargs[\\/]build[\\/]lib[\\/]completion-templates\.js$/ }, () => ({ contents }));
  },
};

mkdirSync(dist, { recursive: true });
mkdirSync(work, { recursive: true });
// __dirname is that of the source file, so that the compiler finds rules/.
await build({
  ...common,
  entryPoints: ['scripts/compile-built-in.ts'],
  outfile: join(work, 'compile.cjs'),
  external: ['esbuild'],
  define: { __dirname: JSON.stringify(join(root, 'src/load/rules')) },
});
writeFileSync(join(work, 'next.cjs'), require(join(work, 'compile.cjs')).compileBuiltIn('../src'));
renameSync(join(work, 'next.cjs'), join(work, 'built-in-parts.cjs'));

const { metafile } = await build({
  ...common,
  metafile: true,
  entryPoints: ['src/main.ts'],
  outfile: join(work, 'tp-doctor.cjs'),
  minify: !process.env.TP_DOCTOR_READABLE,
  // A script with a code cache has no import(): what is left out of the bundle is required, just as late.
  // Tagged templates would keep what is not ASCII as it is.
  supported: { 'dynamic-import': false, 'template-literal': false },
  // A stack trace shows the line it comes from: let it be one that a terminal can show.
  lineLimit: 160,
  plugins: [compiledBuiltIn, noCompletionOfYargs],
  external: ['tedious', '@azure/*', 'systeminformation'],
  alias: {
    // Its main file is UMD, whose requires a bundler cannot follow.
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    // The usual ones make an Intl.Segmenter or a huge regular expression: 15 to 30 ms at every start.
    'string-width': join(root, 'scripts/string-width.cjs'),
  },
  // yargs is an ES module and asks where it lies, to find its translations.
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  charset: 'ascii',
  legalComments: 'none',
});
refuseOtherThanAscii(join(work, 'tp-doctor.cjs'));
writeFileSync(join(work, 'LICENCES.txt'), collectLicences(metafile, root));
publish('tp-doctor.cjs', 'LICENCES.txt');
writeCodeCache();
for (const file of readdirSync(dist)) if (!published.has(file)) rmSync(join(dist, file), { recursive: true });

/** Files of dist/ are replaced at once, so that the tool can run while it is built; it does not use a cache of another bundle. */
function publish(...files) {
  for (const file of files) {
    renameSync(join(work, file), join(dist, file));
    published.add(file);
  }
}

/** bin/tp-doctor.js reads the bundle as Latin-1, which is right for ASCII only. */
function refuseOtherThanAscii(file) {
  const found = readFileSync(file).findIndex((byte) => byte > 0x7f);
  if (found !== -1) throw new Error(`${file} is not ASCII at byte ${found}`);
}

/** Runs the tool once with everything that a common call needs, and keeps what V8 compiled. */
function writeCodeCache() {
  const cache = join(work, 'tp-doctor.cjs.cache');
  const sample = join(root, 'fixtures/inventories/contoso-7.3.9.json');
  const args = [
    join(root, 'bin/tp-doctor.js'),
    'check',
    sample,
    '--target',
    '7.4',
    '--now',
    '2026-11-20T22:00:00Z',
  ];
  execFileSync(process.execPath, args, {
    env: { ...process.env, TP_DOCTOR_WRITE_CACHE: cache },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { size } = statSync(cache);
  publish('tp-doctor.cjs.cache');
  process.stdout.write(
    `dist: bundle ${statSync(join(dist, 'tp-doctor.cjs')).size} bytes, cache ${size} bytes\n`,
  );
}
