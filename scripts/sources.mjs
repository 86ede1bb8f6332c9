// Writes what is made from the list of sources, the table of docs/gather.md and `sources` of rules/config.schema.json:
// npm run sources.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'dist/.sources.cjs');

await build({
  entryPoints: [join(root, 'scripts/source-documents.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  external: ['mssql', 'tedious', 'systeminformation', '@azure/*'],
});
const { sourcesSchema, withSourceTable } = createRequire(import.meta.url)(bundle);
rmSync(bundle);

const schemaFile = join(root, 'rules/config.schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
schema.properties.sources = sourcesSchema();
const style = { ...(await resolveConfig(schemaFile)), filepath: schemaFile };
writeFileSync(schemaFile, await format(JSON.stringify(schema, null, 2), style));

const page = join(root, 'docs/gather.md');
writeFileSync(page, withSourceTable(readFileSync(page, 'utf8')));
