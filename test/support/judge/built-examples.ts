import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../src/model/report';
import { assembleRules } from '../../../src/load/rules/assembly';
import { builtInRules } from '../../../src/load/rules/built-in';
import type * as built from '../../../src/load/rules/built-in-parts';
import { ESTATES } from '../estates/estates';
import { isTable } from './examples';
import { HEADER } from './judge-inventory';

// Other tests get what the build has compiled (jest.config.js).
export const sources = jest.requireActual<typeof built>('../../../src/load/rules/built-in-parts.ts');

const FOLDER = join(__dirname, '../../../fixtures/rules');

export interface Example {
  name: string;
  target: string;
  document: object;
  /** Whether the built tool is run with it too: the estates, and a violation of each rule. */
  isRun: boolean;
}

// The build compiles rules to code, and a mistake there would show in the shipped tool only.
export const rulesOfSources = () =>
  assembleRules(builtInRules(), sources.loadCompiledSet('rules', builtInRules()));

/** Every example of the rules, and every estate for each target; a run has one inventory of an environment. */
export const readBuiltExamples = (): Example[] =>
  [...readExamples(), ...estates()].map((example, at) => ({
    ...example,
    document: { ...example.document, environment: `estate-${at}` },
  }));

/** As `expect(built).toEqual(source)`, where Jest would take most of the time to find them equal. */
export function expectSame(name: string, built: Result[] | undefined, source: Result[]): void {
  const text = JSON.stringify(source);
  if (JSON.stringify(built) === text) return;
  expect({ name, results: built }).toEqual({ name, results: JSON.parse(text) as Result[] });
}

function readExamples(): Example[] {
  return readdirSync(FOLDER).flatMap((id) =>
    readdirSync(join(FOLDER, id)).flatMap((file) => {
      const fixture = JSON.parse(readFileSync(join(FOLDER, id, file), 'utf8')) as Fixture;
      if (isTable(file) || fixture.inventory === undefined || fixture.expect?.status === 'error') return [];
      const document = { ...HEADER, ...fixture.inventory };
      const isRun = file === 'fail.json';
      return [{ name: `${id}/${file}`, target: fixture.target ?? '7.4', document, isRun }];
    }),
  );
}

interface Fixture {
  target?: string;
  inventory?: object;
  expect?: { status?: string };
}

function estates(): Example[] {
  return ['7.3.9', '7.4', '7.5', '8.0', '8.1'].flatMap((target) =>
    Object.entries(ESTATES).map(([name, document]) => ({ name, target, document, isRun: true })),
  );
}
