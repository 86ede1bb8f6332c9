import { agentListSource } from '../../../src/gather/exports/lists/lists';
import { SourceError, type Gathered } from '../../../src/gather/source';
import { askSource, makeFile } from '../../support/gather/read-source';

const read = (content: string): Promise<Gathered> =>
  askSource(agentListSource({ file: makeFile(content), utcOffset: 'Z' }));

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
  ${Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at || ''};`.repeat(10)}">`).join('\n')}
]><Agents><Agent Machine="&lol9;"/></Agents>`;

const EXTERNAL = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Agents><Agent Machine="&x;"/></Agents>`;

describe('hostile XML is refused with one clear line', () => {
  const many = Array.from({ length: 300 }, (_, at) => `a${at}="1"`).join(' ');
  it.each([
    ['billion laughs', LAUGHS, 'DTD'],
    ['external entity', EXTERNAL, 'DTD'],
    ['external DTD', '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>', 'DTD'],
    ['a DTD without an end', `<!DOCTYPE a [${'<!-- -->'.repeat(200_000)}`, 'longer than'],
    ['an undefined entity', '<Agents><Agent Machine="&x;"/></Agents>', 'undefined entity'],
    ['an entity named like a member of Object', '<a><b Machine="&constructor;"/></a>', 'undefined entity'],
    ['deep nesting', '<a>'.repeat(100_000), 'nested more than 64 deep'],
    ['a huge attribute', `<a><b Machine="${'x'.repeat(2_000_000)}"/></a>`, 'longer than'],
    ['a huge text', `<a><b><Machine>${'x'.repeat(2_000_000)}</Machine></b></a>`, 'longer than'],
    ['a huge name', `<a><${'x'.repeat(2_000_000)}/></a>`, 'longer than'],
    ['a long name', `<a><${'x'.repeat(300)}/></a>`, 'a name is longer than 256'],
    [
      'a record of much text',
      `<a><b Machine="DC01">${`<x>${'x'.repeat(1_000_000)}</x>`.repeat(17)}</b></a>`,
      'a record has more than',
    ],
    ['many attributes', `<a><b Machine="DC01" ${many}/></a>`, 'more than 256 attributes'],
    [
      'a record of many elements',
      `<a><b Machine="DC01">${'<x/>'.repeat(5000)}</b></a>`,
      'more than 4096 elements',
    ],
    ['CLIXML with a DTD', '<!DOCTYPE Objs><Objs><Obj/></Objs>', 'DTD'],
  ])('%s', async (_, content, message) => {
    const error: unknown = await read(content).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    const line = (error as Error).message;
    expect(line).toContain(message);
    expect(line.length).toBeLessThan(400);
    expect(line).not.toMatch(/\p{Cc}/u);
  });
});

describe('hostile JSON and CSV are refused with one clear line', () => {
  it.each([
    ['deep nesting', '['.repeat(200_000), 'nested more than 64 deep'],
    ['deep objects', '{"a":'.repeat(200_000), 'nested more than 64 deep'],
    ['a record without an end', `[{"Machine":"${'x'.repeat(2 ** 24 + 100_000)}`, 'longer than 16 MiB'],
    ['a quote left open', `Machine\n"${'x\n'.repeat(1_000_000)}`, 'a record is longer than'],
  ])('%s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(SourceError);
    await expect(read(content)).rejects.toThrow(message);
  });
});

describe('names that mean something to JavaScript are only names', () => {
  it.each([
    '[{"Machine":"DC01","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]',
    '{"__proto__":{"polluted":1},"Machine":"DC01"}',
    'Machine,__proto__,constructor,toString\nDC01,a,b,c\n',
    '<a><__proto__ Machine="DC01" constructor="x"><hasOwnProperty>1</hasOwnProperty></__proto__></a>',
    '<Objs><Obj RefId="__proto__"><MS><S N="Machine">DC01</S><S N="__proto__">x</S></MS></Obj></Objs>',
  ])('%s', async (content) => {
    const { sections } = await read(content);
    expect(sections.agents).toEqual([{ name: 'DC01' }]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

it('shows no control characters of a file', async () => {
  const error = read('Fo\u001b[31mo\u202e,Bar\n1,2\n');
  await expect(error).rejects.toThrow('"Fo [31mo", "Bar"');
});
