// Writes man/tp-doctor.1 from the table of commands: npm run man.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'dist/.man.cjs');

await build({
  entryPoints: [join(root, 'scripts/man-page.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  // __dirname is that of the source file, so that rules/ is found.
  define: { __dirname: JSON.stringify(join(root, 'src/load/rules')) },
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  external: ['mssql', 'tedious', 'systeminformation', '@azure/*'],
});
const { manPage } = createRequire(import.meta.url)(bundle);
rmSync(bundle);
mkdirSync(join(root, 'man'), { recursive: true });
writeFileSync(join(root, 'man/tp-doctor.1'), await manPage());
