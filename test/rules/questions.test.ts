import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { find, withoutReferences } from '../../src/load/rules/lint/fields';
import { builtInSchema } from '../../src/load/rules/built-in';
import { createSchemaAjv } from '../../src/load/schema';
import { VERDICTS, type Verdict } from '../../src/model/report';
import { verdictOf } from '../../src/engine/verdict/verdict';
import { parseScopePointer } from '../../src/engine/values/pointers';
import { without, withValue, type Document } from '../support/estates/changes';
import { ESTATES } from '../support/estates/estates';
import { catalogue, judgeDocument } from '../support/judge/judge-inventory';

const FOLDER = join(__dirname, '../../rules');
const read = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object;
const { questions } = catalogue;
const fields = questions.flatMap((question) => question.fields.map((field) => [question.id, field] as const));

test('the questions fit their schema, each with an id and fields of its own', () => {
  const ajv = createSchemaAjv();
  ajv.addSchema(read('rule.schema.json'));
  const validate = ajv.compile(read('questions.schema.json'));
  expect([validate(read('questions.json')), validate.errors]).toEqual([true, null]);
  for (const names of [questions.map(({ id }) => id), fields.map(([, field]) => field)])
    expect(names).toEqual([...new Set(names)]);
});

test.each(fields)('%s: %s is a field of an inventory', (_id, field) => {
  const { root, tokens } = parseScopePointer(field);
  expect(find(withoutReferences(builtInSchema('inventory')), [root, ...tokens]).fault).toBeUndefined();
});

const GATE = { failOn: 'warn', allowUnknown: false } as const;
const ready = ESTATES.ready as Document;

async function verdictWith(document: Document): Promise<Verdict> {
  try {
    return verdictOf(await judgeDocument(document, { target: '8.1' }), GATE).verdict;
  } catch {
    return 'error';
  }
}

// An answer that says something is another matter: false, or an empty list, may be the answer.
const NONSENSE = ['', 'N/A', '?', 'yes', -1, 1.5, [{}], [null], ['N/A'], {}];

test.each(fields)('%s: nonsense in %s gives no better verdict than no answer', async (_id, field) => {
  const place = field.replaceAll('*', '0');
  const none = await verdictWith(without(ready, place));
  for (const value of NONSENSE) {
    const verdict = await verdictWith(withValue(ready, place, value));
    expect([value, VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(none)]).toEqual([value, true]);
  }
});
