// Compares the passages that facts rest on with a checkout of the vendor's documentation (the repository netwrix/docs):
// "npm run drift -- --docs DIR". With --record FACT --page PAGE --begins WORDS it takes the fingerprint of one passage.
// Exit code 0: nothing changed, 1: something did, 2: it cannot be read.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSource, root } from '../load-source.mjs';

const string = { type: 'string' };
const options = {
  docs: string,
  record: string,
  page: string,
  begins: string,
  data: { ...string, default: join(root, 'docs/passages.json') },
  rules: { ...string, default: join(root, 'rules') },
};
try {
  const { values } = parseArgs({ options });
  if (!values.docs) throw new Error('--docs takes the folder of a checkout of netwrix/docs');
  const known = JSON.parse(readFileSync(values.data, 'utf8'));
  const drift = await loadDrift();
  if (values.record === undefined) compare(drift, known, values);
  else record(drift, known, values);
} catch (error) {
  process.stderr.write(`drift: ${error.message}\n`);
  process.exitCode = 2;
}

function compare({ compareDrift, listReferences }, known, { docs, rules }) {
  const references = listReferences(rules);
  const changes = compareDrift(known, references, docs);
  for (const change of changes) process.stdout.write(`${change}\n`);
  const [passages, unread] = [known.passages.length, Object.keys(known.unread).length];
  process.stderr.write(
    `drift: ${passages} passages and ${references.length} links compared, ${changes.length} changes; ${unread} facts have no passage\n`,
  );
  process.exitCode = changes.length > 0 ? 1 : 0;
}

function record({ recordPassage }, known, { docs, data, record: fact, page, begins }) {
  if (!page || !begins) throw new Error('--record FACT wants --page PAGE (below docs/) and --begins WORDS');
  const read = new Date().toISOString().slice(0, 10);
  const made = recordPassage(known, docs, { fact, page, begins, read, commit: readCommit(docs) });
  writeFileSync(data, `${JSON.stringify(made, null, 2)}\n`);
}

/** The commit that is checked out; null where the folder is no checkout. */
function readCommit(folder) {
  const { status, stdout } = spawnSync('git', ['-C', folder, 'rev-parse', 'HEAD'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

function loadDrift() {
  const contents = ['compare', 'record', 'references'].map((name) => `export * from './${name}';`).join('\n');
  return loadSource('drift', { stdin: { contents, resolveDir: join(root, 'scripts/drift') } });
}
