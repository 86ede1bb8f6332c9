import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { numberOf, parseRegistry, textOf } from '../../../src/gather/windows/parse-registry';
import { Registry } from '../../../src/gather/windows/registry';
import { findTools, runTool } from '../../../src/gather/windows/tools';
import { testLimit } from '../../support/gather/time-limit';
import { makeWindows, readCalls, type MadeWindows } from '../../support/gather/windows';
import { testWith } from '../../support/jest/needs';

/** Kept as reg.exe writes it: no template of the test has its blanks. */
const PRINTED = [
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\X',
  '    (par défaut)    REG_SZ    own value',
  '    Display    Name    REG_SZ    a    b',
  '    Empty    REG_SZ    ',
  '    Root    REG_EXPAND_SZ    %SystemRoot%\\x',
  '    List    REG_MULTI_SZ    one\\0two words\\0',
  '    Small    REG_DWORD    0x80eb1',
  '    Large    REG_QWORD    0x100000000',
  '    Huge    REG_QWORD    0xffffffffffffffff',
  '    Bytes    REG_BINARY    00FF10',
  '    Odd    REG_BINARY    00F',
  '    None    REG_NONE    ',
  '',
  '\\\\DC01\\HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Sub key',
  '    REG_SZ    lone',
  '',
].join('\r\n');

test('every type of value is read, and what cannot be read is left out', () => {
  const [own, sub] = parseRegistry(PRINTED);
  expect(own?.path).toBe('HKEY_LOCAL_MACHINE\\SOFTWARE\\X');
  expect(Object.fromEntries(own?.values ?? [])).toEqual({
    '': 'own value',
    'display    name': 'a    b',
    empty: '',
    root: '%SystemRoot%\\x',
    list: ['one', 'two words'],
    small: 528049,
    large: 4294967296,
    bytes: Buffer.from([0, 255, 16]),
    none: '',
  });
  expect(sub).toEqual({ path: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Sub key', values: new Map() });
  expect([textOf(own, 'ROOT'), textOf(own, 'empty'), textOf(own, 'small')]).toEqual([
    '%SystemRoot%\\x',
    undefined,
    undefined,
  ]);
  expect([numberOf(own, 'Small'), numberOf(own, 'Root'), numberOf(undefined, 'x')]).toEqual([
    528049,
    undefined,
    undefined,
  ]);
});

test('output that is none of reg.exe gives nothing', () => {
  expect(parseRegistry('ERROR: no such key\n    lone\n    a    REG_SZ    b\n')).toEqual([]);
});

async function registryOf(windows: MadeWindows) {
  const systemRoot = await makeWindows(windows);
  const tools = findTools({ SystemRoot: systemRoot }, testLimit());
  return { systemRoot, tools, registry: new Registry(tools) };
}

testWith('posix')(
  'a key is read with what lies below it, in either view, here and on another machine',
  async () => {
    const key = 'HKLM\\SOFTWARE\\X';
    const { registry, systemRoot } = await registryOf({
      registry: { [key]: { At: 64 }, [`${key}\\Y`]: { Deep: 'yes' } },
      registry32: { [key]: { At: 32 } },
      hosts: { 'DC01.contoso.com': { [key]: { At: 1 } } },
    });
    expect((await registry.readKey(key))?.values).toEqual(new Map([['at', 64]]));
    expect((await registry.readKey(key, { view: 32 }))?.values).toEqual(new Map([['at', 32]]));
    expect((await registry.readKey(key, { host: 'DC01.contoso.com' }))?.values).toEqual(new Map([['at', 1]]));
    expect((await registry.read(key)).map(({ path: at }) => at.slice(-1))).toEqual(['X', 'Y']);
    expect((await registry.read(key, { deep: true }))[1]?.values).toEqual(new Map([['deep', 'yes']]));
    expect(await readCalls(systemRoot)).toEqual([
      `query ${key} /reg:64`,
      `query ${key} /reg:32`,
      `query \\\\DC01.contoso.com\\${key} /reg:64`,
      `query ${key} /reg:64`,
      `query ${key} /s /reg:64`,
    ]);
  },
);

testWith('posix')('no such key is told from no answer by the words of that Windows itself', async () => {
  const { registry } = await registryOf({
    hosts: { DC01: { 'HKLM\\SOFTWARE\\X': {} }, DC02: 'FEHLER: Zugriff verweigert' },
  });
  expect(await registry.read('HKLM\\SOFTWARE\\X')).toEqual([]);
  expect(await registry.readKey('HKLM\\SOFTWARE\\Z', { host: 'DC01' })).toBeUndefined();
  await expect(registry.read('HKLM\\SOFTWARE', { host: 'DC02' })).rejects.toThrow(
    'reg.exe: exit code 1, FEHLER: Zugriff verweigert',
  );
  await expect(registry.read('HKLM\\SOFTWARE', { host: 'DC03' })).rejects.toThrow(
    'reg.exe: exit code 1, ERROR: The network path was not found.',
  );
});

testWith('posix')('a registry that may not be read at all has no absent keys', async () => {
  const { registry, systemRoot } = await registryOf({});
  const forbidden =
    '#!/bin/sh\necho "ERROR: Registry editing has been disabled by your administrator." >&2\nexit 1\n';
  await writeFile(path.join(systemRoot, 'System32', 'reg.exe'), forbidden);
  await expect(registry.read('HKLM\\SOFTWARE\\X')).rejects.toThrow('Registry editing has been disabled');
});

testWith('posix')(
  'a program that waits for input gets none, and one that is not there is named',
  async () => {
    const { tools, systemRoot } = await registryOf({});
    await writeFile(
      path.join(systemRoot, 'System32', 'reg.exe'),
      '#!/bin/sh\nread answer\necho "got: $answer"\n',
    );
    expect(await runTool('reg.exe', [], tools)).toBe('got: \n');
    await expect(runTool('no.exe', [], tools)).rejects.toThrow('no.exe: is not on this machine');
  },
);
