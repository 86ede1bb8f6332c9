// Makes the pictures of docs/images: the HTML report at three widths, light and dark, and a terminal. Needs a
// built dist/ and a browser (CHROME_PATH). Run it with: npm run build && node scripts/screenshots.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from './test-tools.cjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const images = join(root, 'docs/images');
const work = mkdtempSync(join(tmpdir(), 'tp-doctor-pictures-'));
const LARGEST = 300_000;
/** Lines of the terminal that fit the picture. */
const LINES = 46;
const BROWSER = {
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'],
};

const WAIVERS = [
  {
    rule: 'agent-lsass-access-free',
    subject: 'EMEA\\EMEA-DC03',
    reason: 'Exclusions for the LSASS hook were agreed with the SOC (CHG-20417).',
    owner: 'J. Alvarez',
    expires: '2026-12-01',
  },
  {
    rule: 'em-elevation-unneeded',
    reason: 'The installer is started from an elevated console.',
    owner: 'Platform team',
    expires: '2027-03-31',
  },
];

const waived = join(work, 'waived.json');
writeFileSync(waived, JSON.stringify({ waivers: WAIVERS }));

/** Runs the built tool on inventories of fixtures/; exit code 1 is what they are for. */
function check(inventories, ...options) {
  const files = inventories.map((name) => `${name}.json`);
  const args = ['check', ...files, '--target', '7.4', '--now', '2026-11-20T22:00:00Z'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'bin/tp-doctor.js'), ...args, ...options],
    {
      cwd: join(root, 'fixtures/inventories'),
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '1', COLUMNS: '104' },
    },
  );
  if (status !== 1) throw new Error(`tp-doctor ended with ${status}: ${stderr}`);
  return stdout;
}

function page(name, text) {
  const file = join(work, `${name}.html`);
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

const COLORS = { 31: 'red', 32: 'green', 33: 'yellow', 35: 'magenta', 36: 'cyan', 1: 'bold', 2: 'dim' };

/** Text with the colour codes of src/report/text/terminal.ts as HTML; every code but 0 opens a span, 0 closes one. */
function ansiToHtml(text) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return escaped.replace(/\u001b\[(\d+)m/g, (_, code) =>
    code === '0' ? '</span>' : `<span class="${COLORS[code] ?? ''}">`,
  );
}

/** A terminal with a command and the first lines of what it printed. */
function terminal(command, output) {
  const shown = output.split('\n').slice(0, LINES).join('\n');
  return `<!doctype html><meta charset="utf-8"><style>
    body { width: max-content; margin: 0; padding: 20px; background: #e9edf2; }
    main { border-radius: 10px; overflow: hidden; background: #14181f; color: #d7dde5; box-shadow: 0 6px 24px #0004; width: max-content; }
    header { display: flex; gap: 8px; padding: 12px 14px; background: #222933; }
    header i { width: 12px; height: 12px; border-radius: 50%; background: #4a5462; }
    pre { margin: 0; padding: 14px 18px 18px; font: 14px/16px "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    .red { color: #ff8379; } .green { color: #7ed69d; } .yellow { color: #f2c261; } .magenta { color: #cda8ff; }
    .cyan { color: #75d3e6; } .bold { font-weight: bold; } .dim { opacity: .65; }
  </style><main><header><i></i><i></i><i></i></header><pre><span class="dim">$</span> ${command}\n\n${ansiToHtml(shown)}</pre></main>`;
}

const one = page('one', check(['fabrikam-not-ready'], '--config', waived, '--format', 'html'));
const fleet = page('fleet', check(['contoso-7.3.9', 'fabrikam-not-ready'], '--format', 'html'));
const shell = page(
  'terminal',
  terminal(
    'tp-doctor check fabrikam-not-ready.json --target 7.4',
    check(['fabrikam-not-ready'], '--format', 'table', '--color'),
  ),
);

const browser = await chromium.launch(BROWSER);
mkdirSync(images, { recursive: true });

async function shoot(name, url, { width, height, scheme = 'light', prepare = async () => {}, clip }) {
  const tab = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await tab.goto(url);
  await prepare(tab);
  const path = join(images, `${name}.png`);
  if (clip) await tab.locator(clip).screenshot({ path });
  else await tab.screenshot({ path });
  await tab.close();
  const { size } = statSync(path);
  process.stdout.write(`${name}.png ${size} bytes\n`);
  if (size > LARGEST) throw new Error(`${name}.png is larger than ${LARGEST} bytes`);
}

for (const scheme of ['light', 'dark']) {
  for (const [width, height] of [
    [360, 1280],
    [800, 1280],
    [1600, 900],
  ])
    await shoot(`html-${width}-${scheme}`, one, { width, height, scheme });
}
const toResults = (tab) => tab.locator('#filters').evaluate((form) => form.scrollIntoView());
await shoot('html-results-800-light', one, { width: 800, height: 1280, prepare: toResults });
await shoot('html-results-360-dark', one, { width: 360, height: 1280, scheme: 'dark', prepare: toResults });
await shoot('html-fleet-1600-light', fleet, { width: 1600, height: 1000 });
await shoot('terminal', shell, { width: 1100, height: 1000, clip: 'body' });
await browser.close();
rmSync(work, { recursive: true });
