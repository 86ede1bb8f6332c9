import fc from 'fast-check';
import { agentListSource, policyListSource } from '../../../src/gather/exports/lists/lists';
import { policyExportSource } from '../../../src/gather/exports/policies/policy-export';
import { SourceError, type SourceRequest } from '../../../src/gather/source';
import type { Agent } from '../../../src/model/inventory';
import { askSource, makeFile } from '../../support/gather/read-source';

/** What reading ends in: sections and reasons, or the one error that a source may throw. */
async function outcomeOf(source: SourceRequest): Promise<'read' | 'refused'> {
  try {
    const { missing } = await askSource(source);
    for (const { reason } of missing) expect(reason).toEqual(expect.any(String));
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).not.toMatch(/\p{Cc}/u);
    return 'refused';
  }
}

/** Pieces of every format, so that random texts reach beyond the first characters of the readers. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        '<Agents>',
        '</Agents>',
        '<Agent ',
        'Machine="DC01"',
        '/>',
        '>',
        '<Objs>',
        '<Obj>',
        '<MS>',
        '<S N="Machine">',
      ],
      ...[
        '</S>',
        '</MS>',
        '</Obj>',
        '</Objs>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '&amp;',
        '&#x0;',
        '<?xml version="1.0"?>',
      ],
      ...[
        '[',
        ']',
        '{',
        '}',
        '"Machine"',
        ':',
        ',',
        '"value"',
        'null',
        '-1',
        '\\u0000',
        ';',
        '\t',
        '\n',
        '\r\n',
        '"',
      ],
      ...[
        'Machine,Free Space\n',
        'DC01,"1,024 MB"',
        '#TYPE x\n',
        'Last Registration',
        '03/04/2026',
        '\ufeff',
        '\0',
      ],
    ),
    fc.string({ maxLength: 8, unit: 'grapheme' }),
  ),
  { maxLength: 40 },
);
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  pieces.map((parts) => Buffer.from(parts.join(''))),
  pieces.map((parts) => Buffer.from(`\ufeff${parts.join('')}`, 'utf16le')),
);

describe('any bytes are either read or refused', () => {
  it.each([
    ['an agent list', (file: string) => agentListSource({ file })],
    ['a policy list', (file: string) => policyListSource({ file })],
    ['a policy export', (file: string) => policyExportSource({ paths: [file] })],
  ])('as %s', async (_, sourceOf) => {
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        expect(['read', 'refused']).toContain(await outcomeOf(sourceOf(makeFile(bytes))));
      }),
      { numRuns: 300 },
    );
  });
});

/** Characters that XML allows, without line ends, which no text has; a value is compared after trimming, as the readers trim. */
const text = fc
  .string({ minLength: 1, maxLength: 20, unit: 'binary' })
  .map((value) => `x${value.replace(/[^\t\u0020-\ud7ff\ue000-\ufffd]/g, '')}x`);

const agent: fc.Arbitrary<Agent> = fc.record(
  {
    name: text,
    domain: text,
    version: fc.array(fc.nat(99_999), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.')),
    eventsInQueue: fc.maxSafeNat(),
    freeSpaceBytes: fc.maxSafeNat(),
    isSigned: fc.boolean(),
    lastRegistration: fc
      .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().replace('.000Z', 'Z')),
  },
  { requiredKeys: ['name'] },
);
const agents = fc.array(agent, { minLength: 1, maxLength: 5 });
const FIELDS = [
  'name',
  'domain',
  'version',
  'eventsInQueue',
  'freeSpaceBytes',
  'isSigned',
  'lastRegistration',
] as const;

const escapeXml = (value: unknown): string =>
  String(value).replace(/[&<>"\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);

const writers = {
  json: (list: Agent[]) => JSON.stringify(list),
  'JSON under value': (list: Agent[]) => JSON.stringify({ Count: list.length, value: list }),
  csv: (list: Agent[]) =>
    [
      FIELDS.join(','),
      ...list.map((one) =>
        FIELDS.map((field) => `"${String(one[field] ?? '').replace(/"/g, '""')}"`).join(','),
      ),
    ].join('\r\n'),
  'XML of elements': (list: Agent[]) =>
    `<a>${list.map((one) => `<b>${FIELDS.map((field) => (one[field] == null ? '' : `<${field}>${escapeXml(one[field])}</${field}>`)).join('')}</b>`).join('')}</a>`,
  'XML of attributes': (list: Agent[]) =>
    `<a>${list.map((one) => `<b ${FIELDS.map((field) => (one[field] == null ? '' : `${field}="${escapeXml(one[field])}"`)).join(' ')}/>`).join('')}</a>`,
  CLIXML: (list: Agent[]) =>
    `<Objs>${list
      .map(
        (one, at) =>
          `<Obj RefId="${at}"><MS>${FIELDS.map((field) => (one[field] == null ? `<Nil N="${field}"/>` : `<S N="${field}">${escapeXml(one[field]).replace(/_x/g, '_x005F_x')}</S>`)).join('')}</MS></Obj>`,
      )
      .join('')}</Objs>`,
};

describe('agents written in a form are read as they were', () => {
  it.each(Object.entries(writers))('%s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(agents, fc.boolean(), async (list, wide) => {
        const content = write(list);
        const file = makeFile(wide ? Buffer.from(`\ufeff${content}`, 'utf16le') : content);
        const { sections } = await askSource(agentListSource({ file }));
        // Which rows are listed without a domain depends on the others (fact B22).
        for (const row of sections.agents ?? []) delete row.domainListed;
        expect(sections.agents).toEqual(list);
      }),
      { numRuns: 100 },
    );
  });
});
