import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/cli/run';

const PAGES = ['docs/architecture.md', 'docs/principles.md', 'CONTRIBUTING.md'];

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  test('names only files and folders that are there', () => {
    const named = [
      ...text.matchAll(
        /(?:^|[\s`(|])((?:src|test|rules|scripts|fixtures|docs|engine|report|load|gather)\/[\w./-]*\w\/?)/gm,
      ),
    ]
      .map(([, path = '']) => path)
      // With a placeholder, such as rules/<category>.
      .filter((path) => !text.includes(`${path}/<`) && !text.includes(`${path}<`));
    expect(named.length).toBeGreaterThan(0);
    const missing = named.filter(
      (path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, 'src', path)),
    );
    expect(missing).toEqual([]);
  });

  test('names only commands of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const commands = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('the picture of the floors has every folder of src', () => {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  for (const folder of ['main.ts', 'cli/', 'commands/', 'gather/', 'load/', 'report/', 'engine/', 'model/'])
    expect(page).toContain(`["${folder}<br/>`);
});
