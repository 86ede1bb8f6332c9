import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../fixtures/reports');

/** Compares with fixtures/reports/`file`; UPDATE_GOLDEN=1 rewrites it, but never where CI is set. */
export function expectGolden(file: string, text: string): void {
  const path = join(ROOT, file);
  if (process.env.UPDATE_GOLDEN === '1' && !process.env.CI) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(
    existsSync(path) ? readFileSync(path, 'utf8') : `${file} is missing; UPDATE_GOLDEN=1 writes it`,
  );
}
