import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyExportSource } from '../../../../src/gather/exports/policies/policy-export';
import { SourceError } from '../../../../src/gather/source';
import type { PolicyExport } from '../../../../src/model/inventory';
import { testWith } from '../../../support/jest/needs';
import { askSource, makeFile, makeFolder } from '../../../support/gather/read-source';

async function readOne(content: string | Uint8Array): Promise<PolicyExport | undefined> {
  const gathered = await askSource(policyExportSource({ paths: [makeFile(content, 'policies.xml')] }));
  return gathered.sections.policyExports?.[0];
}

const GUID = '5b1f6c0e-3f0a-4b5e-9f0b-0c7f2b0d1a01';

describe('policies are found whatever the elements are called', () => {
  it.each<[string, string, string[]]>([
    ['attributes', `<Policies><Policy Name="A" ID="1"/><Policy Name="B" ID="2"/></Policies>`, ['A', 'B']],
    ['children', `<X><SIPolicy><Name>A</Name><Guid>${GUID}</Guid></SIPolicy></X>`, ['A']],
    ['a policy as the root', `<Policy Name="A" Guid="${GUID}"><Rule Name="r" ID="1"/></Policy>`, ['A']],
    [
      'policies in folders of different depth',
      `<X><F Name="f" ID="1"><Policy Name="A" ID="1"/><F Name="g" ID="2"><Policy Name="B" ID="2"/></F></F></X>`,
      ['A', 'B'],
    ],
    [
      'names and ids inside policies',
      `<X><Policy><Name>A</Name><ID>1</ID><Rules>${'<Rule><Name>r</Name><ID>1</ID></Rule>'.repeat(9)}<PolicyRef Name="z" ID="4"/></Rules></Policy></X>`,
      ['A'],
    ],
    ['a policy without an id', `<X><Policy><PolicyName>A</PolicyName></Policy></X>`, ['A']],
    ['other names for policies', `<X><PolicyItem Name="A" ID="1"/><Other Name="o" ID="1"/></X>`, ['A']],
    [
      'names that say nothing',
      `<X Name="x" ID="0"><Head Name="h" ID="9"/><Item Name="A" ID="1"><S Name="s" ID="1"/><S Name="t" ID="2"/></Item><Item Name="B" ID="2"/></X>`,
      ['A', 'B'],
    ],
    ['a DataSet', `<D><RdbPolicy><PolicyID>1</PolicyID><PolicyName>A</PolicyName></RdbPolicy></D>`, ['A']],
  ])('%s', async (_, xml, names) => {
    expect(await readOne(xml)).toMatchObject({
      wellFormed: true,
      policyCount: names.length,
      policyNames: names,
    });
  });
});

describe('encrypted fields', () => {
  it.each([
    ['<P><Policy Name="A" ID="1"><Password Encrypted="true">x</Password></Policy></P>', true],
    ['<P><Policy Name="A" ID="1"><Password Encrypted="false">x</Password></Policy></P>', false],
    [
      '<P><Policy Name="A" ID="1"><EncryptedData><CipherValue>x</CipherValue></EncryptedData></Policy></P>',
      true,
    ],
    ['<P><Policy Name="A" ID="1"><IsEncrypted>1</IsEncrypted></Policy></P>', true],
    ['<P><Policy Name="A" ID="1"/></P>', false],
  ])('%s', async (xml, encrypted) => {
    expect(await readOne(xml)).toMatchObject({ encrypted });
  });
});

describe('an export that is broken is a row that says why', () => {
  it.each([
    ['', 'root element'],
    ['<Policies><Policy>', 'unclosed tag'],
    ['<P><Policy Name="A" ID="1"/></P>\n<P/>', 'appended with >>'],
    ['<?xml version="1.0"?>\n<P/>\n<?xml version="1.0"?>\n<P/>', 'appended with >>'],
    ['<!DOCTYPE P [<!ENTITY x "y">]><P>&x;</P>', 'DTD'],
    ['not XML at all', 'line 1'],
    [Buffer.from('<P><Policy Name="\xfc" ID="1"/></P>', 'latin1'), 'is not UTF-8 text'],
  ])('%j', async (content, reason) => {
    const row = await readOne(content);
    expect(row).toMatchObject({
      wellFormed: false,
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      reason: expect.stringContaining(reason) as string,
    });
    expect(row).not.toHaveProperty('policyNames');
  });

  it.each([
    ['<Policies/>', 'no element with a name and an id'],
    ['<Objs><Obj RefId="0"><MS><S N="Name">A</S></MS></Obj></Objs>', 'Export-Clixml'],
  ])('%s is sound but holds no policy', async (xml, reason) => {
    expect(await readOne(xml)).toMatchObject({
      wellFormed: true,
      policyCount: 0,
      reason: expect.stringContaining(reason) as string,
    });
  });
});

describe('a folder', () => {
  testWith('posix')('is searched for *.xml, without following links', async () => {
    const folder = makeFolder();
    const outside = makeFile('<P><Policy Name="outside" ID="1"/></P>', 'outside.xml');
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'b.XML'), '<P><Policy Name="B" ID="1"/></P>');
    writeFileSync(join(folder, 'sub/a.xml'), '<P><Policy Name="A" ID="1"/></P>');
    writeFileSync(join(folder, 'broken.xml'), '<P>');
    writeFileSync(join(folder, 'agents.xml'), '<Agents><Agent Name="DC01" ID="1"/></Agents>');
    writeFileSync(join(folder, 'notes.txt'), 'x');
    symlinkSync(outside, join(folder, 'link.xml'));
    symlinkSync(folder, join(folder, 'loop'));
    const { sections, remarks } = await askSource(policyExportSource({ paths: [folder] }));
    const rows = sections.policyExports ?? [];
    expect(rows.map((row) => row.policyNames?.join())).toEqual(['B', undefined, 'A']);
    expect(rows.map((row) => row.path)).toEqual(
      ['b.XML', 'broken.xml', 'sub/a.xml'].map((name) => join(folder, name)),
    );
    expect(remarks).toEqual([
      expect.stringContaining('link.xml: is a link'),
      expect.stringContaining('loop: is a link'),
      expect.stringContaining('agents.xml: left out'),
    ]);
  });

  it('without exports is an empty list', async () => {
    const { sections, missing } = await askSource(policyExportSource({ paths: [makeFolder()] }));
    expect(sections.policyExports).toEqual([]);
    expect(missing).toEqual([]);
  });
});

describe('several paths', () => {
  it('are read as far as they are there', async () => {
    const file = makeFile('<P><Policy Name="A" ID="1"/></P>');
    const { sections, missing } = await askSource(policyExportSource({ paths: ['/nowhere/x.xml', file] }));
    expect(sections.policyExports).toHaveLength(1);
    expect(missing).toEqual([
      { path: '/policyExports', reason: expect.stringContaining('ENOENT') as string },
    ]);
  });

  it('fail when there is nothing at any of them', async () => {
    await expect(askSource(policyExportSource({ paths: ['/nowhere/x.xml'] }))).rejects.toThrow(SourceError);
  });

  it('stop when told to, instead of calling an export broken', async () => {
    const file = makeFile('<P/>');
    await expect(askSource(policyExportSource({ paths: [file] }), AbortSignal.abort())).rejects.toThrow(
      SourceError,
    );
  });
});
