import fc from 'fast-check';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAgent, readHost } from '../../src/gather/activity-monitor/agent-fields';
import { readServerConfig } from '../../src/gather/enterprise-manager/server-config';
import { readProductVersion } from '../../src/gather/enterprise-manager/product-version';
import { XmlFault } from '../../src/gather/exports/readers/xml';
import { mergePatch } from '../../src/gather/merge/merge-patch';
import { isRecord } from '../../src/gather/records';
import { redact } from '../../src/gather/redact';
import { parseRegistry } from '../../src/gather/windows/parse-registry';
import { SourceError } from '../../src/gather/source';
import { makeExecutable } from '../support/estates/executable';
import { sectionFaults } from '../support/estates/inventory-schema';

test('an executable with any bytes changed, or cut short, gives a version or a SourceError', async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'pe-')), 'x.exe');
  const good = makeExecutable('7.3.9.0', '7.3.9.42');
  const change = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(change, fc.nat(good.length), async (changes, length) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      await writeFile(file, length % 3 === 0 ? bytes.subarray(0, length) : bytes);
      const version: unknown = await readProductVersion(file).catch((error: unknown) => error);
      if (typeof version === 'string') expect(version).toMatch(/^\d+(\.\d+){3}$/);
      else expect(version).toBeInstanceOf(SourceError);
    }),
    { numRuns: 300 },
  );
});

test('any answer about an agent becomes what an inventory may hold', () => {
  const names = [
    'id',
    'host',
    'netbiosName',
    'domain',
    'osVersion',
    'version',
    'siVersion',
    'isDC',
    'warnings',
    'ad',
  ];
  const row = fc.dictionary(fc.constantFrom(...names, 'safeModeStatus', '__proto__'), fc.jsonValue());
  fc.assert(
    fc.property(row, fc.array(fc.jsonValue()), (agent, hosts) => {
      const read = hosts.map(readHost).filter((host) => host !== undefined);
      const agents = [{ ...readAgent(agent, '/a', []), hosts: read }];
      expect(sectionFaults({ activityMonitor: { agents } })).toEqual([]);
    }),
  );
});

test('any text is a configuration or a fault of one line', async () => {
  const piece = fc.constantFrom(
    '<a',
    '>',
    '</a>',
    ' Pre735Port="1"',
    '&#x0;',
    '<!--',
    '-->',
    '<![CDATA[',
    'server=;database=',
    '\0',
    '"',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string())), async (pieces) => {
      const read: unknown = await readServerConfig(pieces.join('')).catch((error: unknown) => error);
      if (read instanceof XmlFault) expect(read.message).toMatch(/^line \d+: [^\r\n]+$/);
      else expect(Object.keys(read as object)).toEqual(['pre735Port', 'databaseAuthentication']);
    }),
  );
});

test('merging any patch gives what RFC 7396 says of each key', () => {
  const object = fc.dictionary(
    fc.oneof(fc.string(), fc.constant('__proto__')),
    fc.jsonValue({ maxDepth: 3 }),
  );
  fc.assert(
    fc.property(object, object, (target, patch) => {
      const merged = mergePatch(target, patch);
      expect(isRecord(merged)).toBe(true);
      const keys = new Set(Object.keys(merged as object));
      for (const [key, value] of Object.entries(patch)) expect(keys.has(key)).toBe(value !== null);
      for (const key of Object.keys(target)) if (!Object.hasOwn(patch, key)) expect(keys.has(key)).toBe(true);
    }),
  );
});

test('long hostile text costs no more than its length', async () => {
  const long = 'password='.repeat(20_000) + ' '.repeat(100_000) + 'bearer '.repeat(20_000);
  expect(redact(long, ['secret'])).toContain('password=***');
  expect(parseRegistry(`HKEY_LOCAL_MACHINE\\X\n${`${' '.repeat(200_000)}\n`.repeat(3)}`)).toHaveLength(1);
  const connection = `server=;database=${'='.repeat(4000)}${';'.repeat(4000)}`;
  expect(
    (await readServerConfig(`<c><add value="${connection}"/></c>`)).databaseAuthentication,
  ).toBeUndefined();
});
