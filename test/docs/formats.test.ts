import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/formats.md'), 'utf8');
const GOLDEN = join(ROOT, 'fixtures/reports');

/** The lines of the examples of each section, except of shell commands. */
const SECTIONS = PAGE.split(/^## /m)
  .slice(1)
  .map((section) => {
    const [format = '', ...lines] = section.split('\n');
    const blocks = [...lines.join('\n').matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
    const examples = blocks
      .filter(([, language]) => language !== 'sh')
      .map(([, , text = '']) => text.trimEnd());
    return { format, examples };
  });

test('every format has a section', () => {
  const formats = readdirSync(GOLDEN).filter((name) => name !== 'github-summary');
  expect(SECTIONS.map(({ format }) => format).toSorted()).toEqual(formats.toSorted());
});

test.each(SECTIONS)('the example of $format is what the format writes', ({ format, examples }) => {
  const folder = join(GOLDEN, format);
  const [file = ''] = readdirSync(folder).filter((name) => name.startsWith('contoso.'));
  const lines = new Set(readFileSync(join(folder, file), 'utf8').split(/\r?\n/));
  // A page is for eyes: docs/images shows it.
  if (format !== 'html') expect(examples.length).toBeGreaterThan(0);
  expect(examples.flatMap((example) => example.split('\n')).filter((line) => !lines.has(line))).toEqual([]);
});
