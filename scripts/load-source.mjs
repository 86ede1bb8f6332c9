// How scripts run what is written in TypeScript: bundled into .build, loaded, and removed again.
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the entry exports. `options` are those of esbuild: entryPoints or stdin, and what differs. */
export async function loadSource(name, options) {
  const outfile = join(root, `.build/${name}-${process.pid}.cjs`);
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    ...options,
  });
  const loaded = createRequire(import.meta.url)(outfile);
  rmSync(outfile);
  return loaded;
}
