// Measures how the export readers do with very large files: node scripts/measure-exports.mjs [csv|xml|clixml|json] [rows]
// Each file is made in the temporary folder, read in a process of its own, and removed. The yardstick is the memory that
// the resulting inventory needs when it is parsed from JSON, agent by agent since one string cannot hold it.
// Then the same export goes through the built `tp-doctor gather`, end to end: run `npm run build` before.
import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { buildSync } from 'esbuild';

const NAMES = [
  'Domain',
  'Machine',
  'Operating System',
  'Status',
  'Address',
  'Version String',
  'Events In Queue',
];
NAMES.push('AD Agent', 'Free Space', 'Certificate Thumbprint', 'FQDN', 'Last Registration', 'Modules');

const valuesOf = (i) => [
  `CONTOSO${i % 7}`,
  `SRV${String(i).padStart(7, '0')}`,
  `Windows Server ${[2016, 2019, 2022][i % 3]} Standard`,
  i % 50 ? 'Active' : 'Lost Connection',
  `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
  `7.3.9.${i % 40}`,
  i % 90,
  'Normal',
  `${(i % 900) + 41}.${i % 10} GB`,
  'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334',
  `srv${String(i).padStart(7, '0')}.contoso.com`,
  `${(i % 12) + 1}/${(i % 28) + 1}/2026 ${(i % 12) + 1}:${String(i % 60).padStart(2, '0')}:31 PM`,
  'Windows AD Events; Windows File System',
];

const FORMS = {
  csv: {
    rows: 1_000_000,
    head: `${NAMES.map((name) => `"${name}"`).join(',')}\r\n`,
    row: (i) =>
      `${valuesOf(i)
        .map((value) => `"${value}"`)
        .join(',')}\r\n`,
    tail: '',
  },
  xml: {
    rows: 800_000,
    head: '<?xml version="1.0" encoding="utf-8"?>\r\n<Agents>\r\n',
    row: (i) => {
      const tag = (at) => NAMES[at].replace(/ /g, '');
      const fields = valuesOf(i).map((value, at) => `    <${tag(at)}>${value}</${tag(at)}>\r\n`);
      return `  <Agent>\r\n${fields.join('')}  </Agent>\r\n`;
    },
    tail: '</Agents>\r\n',
  },
  clixml: {
    rows: 500_000,
    head: '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\r\n',
    row: (i) => {
      const fields = valuesOf(i).map((value, at) =>
        NAMES[at] === 'Modules'
          ? `<Obj N="Modules" RefId="${2 * i + 1}"><LST>${value
              .split('; ')
              .map((item) => `<S>${item}</S>`)
              .join('')}</LST></Obj>`
          : `<S N="${NAMES[at].replace(/ /g, '')}">${value}</S>`,
      );
      return `  <Obj RefId="${2 * i}"><Props>\r\n${fields.join('\r\n')}\r\n  </Props></Obj>\r\n`;
    },
    tail: '</Objs>',
  },
  json: {
    rows: 1_000_000,
    head: '[\r\n',
    row: (i) =>
      `${i ? ',' : ''}${JSON.stringify(Object.fromEntries(valuesOf(i).map((value, at) => [NAMES[at], value])))}\r\n`,
    tail: ']\r\n',
  },
};

async function makeExport(file, { head, row, tail }, rows) {
  const out = createWriteStream(file);
  out.write(head);
  for (let i = 0; i < rows;) {
    let block = '';
    for (const end = Math.min(rows, i + 1000); i < end; i++) block += row(i);
    if (!out.write(block)) await new Promise((drained) => out.once('drain', drained));
  }
  out.end(tail);
  await finished(out);
}

const READ = `
const { agentListSource } = require(process.argv[1]);
const startedAt = performance.now();
const context = { signal: new AbortController().signal, now: () => new Date(), progress: () => {} };
agentListSource({ file: process.argv[2], utcOffset: 'Z' }).gather(context).then(({ sections, missing, remarks }) => {
  const seconds = (performance.now() - startedAt) / 1000;
  const peakRss = process.resourceUsage().maxRSS * 1024;
  global.gc();
  const heap = process.memoryUsage().heapUsed;
  let jsonBytes = 0;
  for (let i = 0; i < sections.agents.length; i++) {
    const text = JSON.stringify(sections.agents[i]);
    jsonBytes += text.length + 1;
  }
  console.log(JSON.stringify({ rows: sections.agents.length, seconds, peakRss, heap, jsonBytes, missing, remarks }));
});`;

// The same agents as JSON.parse makes them: what any reader of the inventory has to hold.
const PARSE = `
const { agentListSource } = require(process.argv[1]);
const context = { signal: new AbortController().signal, now: () => new Date(), progress: () => {} };
agentListSource({ file: process.argv[2], utcOffset: 'Z' }).gather(context).then(({ sections }) => {
  const agents = sections.agents.map((agent) => JSON.stringify(agent));
  sections.agents = undefined;
  global.gc();
  const before = process.memoryUsage().heapUsed;
  const text = agents.reduce((sum, agent) => sum + agent.length, 0);
  for (let i = 0; i < agents.length; i++) agents[i] = JSON.parse(agents[i]);
  global.gc();
  const strings = text + agents.length * 16;
  console.log(JSON.stringify({ parsedHeap: process.memoryUsage().heapUsed - before + strings }));
});`;

const mb = (bytes) => Math.round(bytes / 1e6);
const run = (code, bundle, file) =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', '--max-old-space-size=6000', '-e', code, bundle, file], {
      encoding: 'utf8',
    }),
  );

const BIN = join(import.meta.dirname, '../bin/tp-doctor.js');
const REPORT_PEAK = `process.on('exit', () =>
  require('node:fs').writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS * 1024)));`;

/** `tp-doctor gather` on one export: seconds, peak memory, and the size of the inventory that it wrote. */
function gather(file) {
  const [preload, peakFile, output] = ['peak.cjs', 'peak.txt', 'inventory.json'].map((name) =>
    join(folder, name),
  );
  writeFileSync(preload, REPORT_PEAK);
  const startedAt = performance.now();
  const flags = ['--agents', file, '--utc-offset', 'Z', '--environment', 'measure', '--output', output];
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', preload, BIN, 'gather', ...flags, '--timeout', '3600', '--overall-timeout', '3600'],
    { encoding: 'utf8', env: { ...process.env, PEAK_FILE: peakFile } },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  if (status === null || status > 1) throw new Error(`gather ended with ${status}: ${stderr.slice(-500)}`);
  return { status, seconds, peakRss: Number(readFileSync(peakFile, 'utf8')), written: statSync(output).size };
}

const folder = mkdtempSync(join(tmpdir(), 'tp-doctor-measure-'));
try {
  const bundle = join(folder, 'lists.cjs');
  const entryPoints = [join(import.meta.dirname, '../src/gather/exports/lists/lists.ts')];
  buildSync({
    entryPoints,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile: bundle,
  });
  const [form, count] = process.argv.slice(2);
  for (const name of form ? [form] : Object.keys(FORMS)) {
    const rows = Number(count ?? FORMS[name].rows);
    const file = join(folder, `agents.${name}`);
    await makeExport(file, FORMS[name], rows);
    const read = run(READ, bundle, file);
    const { parsedHeap } = run(PARSE, bundle, file);
    console.log(
      `${name}: ${rows} rows, file ${mb(statSync(file).size)} MB; read in ${read.seconds.toFixed(1)} s, peak RSS ${mb(read.peakRss)} MB, ` +
        `heap afterwards ${mb(read.heap)} MB; inventory: JSON ${mb(read.jsonBytes)} MB, parsed ${mb(parsedHeap)} MB; ` +
        `peak is ${(read.peakRss / parsedHeap).toFixed(2)} x parsed, ${(read.peakRss / read.jsonBytes).toFixed(2)} x JSON`,
    );
    for (const line of [...read.missing.map(({ reason }) => reason), ...read.remarks])
      console.log(`  ${line}`);
    const whole = gather(file);
    console.log(
      `  gather, end to end: exit ${whole.status}, ${whole.seconds.toFixed(1)} s, peak RSS ${mb(whole.peakRss)} MB, ` +
        `inventory ${mb(whole.written)} MB; peak is ${(whole.peakRss / parsedHeap).toFixed(2)} x parsed, ` +
        `${(whole.peakRss / whole.written).toFixed(2)} x JSON`,
    );
    rmSync(file);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
