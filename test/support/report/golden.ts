import { expectGolden as expectFile } from '../cli/run';

/** Compares with fixtures/reports/`file`. */
export function expectGolden(file: string, text: string): void {
  expectFile(`reports/${file}`, text);
}
