// Writes the files that are made from others: "npm run generate". With --check it writes nothing and names those that
// are not current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loadSource, root } from './load-source.mjs';

const { GENERATED_FILES } = await loadSource('generate', {
  entryPoints: [join(root, 'scripts/generated-files.ts')],
  // __dirname is that of the source file, so that rules/ is found.
  define: { __dirname: JSON.stringify(join(root, 'src/load/rules')) },
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  external: ['tedious', 'systeminformation', '@azure/*'],
});
const isCheck = process.argv.includes('--check');
for (const { path, create, isFormatted } of GENERATED_FILES) {
  const file = join(root, path);
  const text = await create(root);
  const style = { ...(await resolveConfig(file)), filepath: file };
  const made = isFormatted ? await format(text, style) : text;
  if (existsSync(file) && readFileSync(file, 'utf8') === made) continue;
  if (!isCheck) writeFileSync(file, made);
  else {
    process.stdout.write(`${path} is not what "npm run generate" writes\n`);
    process.exitCode = 1;
  }
}
