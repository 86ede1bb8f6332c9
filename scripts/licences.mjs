// The licences of the packages inside the bundle: their terms ask that they go along with the code.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text with the licence of every package that esbuild's metafile names, each once. */
export function collectLicences(metafile, root) {
  const folders = new Set(Object.keys(metafile.inputs).map(packageFolder).filter(Boolean));
  const texts = [...folders].map((folder) => licenceOf(join(root, folder)));
  return `tp-doctor contains parts of these packages.\n\n${[...new Set(texts)].sort().join('\n')}`;
}

/** "node_modules/a/node_modules/@b/c/file.js" as "node_modules/a/node_modules/@b/c". */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) && readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `(${license})`;
  return `${'-'.repeat(72)}\n${name} ${version}: ${license}\n\n${text}\n`;
}
