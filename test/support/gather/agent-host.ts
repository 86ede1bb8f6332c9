import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locate } from '../../../src/gather/agent-hosts/host/agent-folder';
import { makeExecutable } from '../estates/executable';
import { makeCertificate } from '../servers/certificates';
import type { Keys } from './windows';

const SOFTWARE = 'HKLM\\SOFTWARE\\Microsoft';
const CONTROL = 'HKLM\\SYSTEM\\CurrentControlSet\\Control';
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const FOLDER = 'Program Files\\Netwrix\\Netwrix Threat Prevention\\SIWindowsAgent';

/** A CM_RESOURCE_LIST as RESOURCEMAP has it: `ranges` of type, flags and length. */
export function makeResourceList(ranges: readonly (readonly [number, number, number])[]): Buffer {
  const bytes = Buffer.alloc(20 + ranges.length * 20);
  bytes.writeUInt32LE(1, 0);
  bytes.writeUInt32LE(ranges.length, 16);
  for (const [at, [type, flags, length]] of ranges.entries()) {
    bytes.writeUInt8(type, 20 + at * 20);
    bytes.writeUInt16LE(flags, 22 + at * 20);
    bytes.writeUInt32LE(length, 32 + at * 20);
  }
  return bytes;
}

/** A certificate as the registry has it: with another property before it. */
export async function makeRootBlob(name: string): Promise<Buffer> {
  const property = (id: number, value: Uint8Array) => {
    const head = Buffer.alloc(12);
    for (const [at, part] of [id, 1, value.length].entries()) head.writeUInt32LE(part, at * 4);
    return Buffer.concat([head, value]);
  };
  const { raw } = new X509Certificate((await makeCertificate({ name })).cert);
  return Buffer.concat([property(11, Buffer.from('friendly', 'utf16le')), property(32, raw)]);
}

/** The registry of a Windows Server 2019 with an Agent and these roots. */
export async function makeHostKeys(
  host: string,
  domain: string,
  roots: readonly string[] = ['Contoso Root'],
): Promise<Keys> {
  const blobs = await Promise.all(roots.map(makeRootBlob));
  const certificates = blobs.map((Blob, at) => [
    `${SOFTWARE}\\SystemCertificates\\ROOT\\Certificates\\${'A'.repeat(39)}${at}`,
    { Blob },
  ]);
  return {
    [`${SERVICES}\\Tcpip\\Parameters`]: { Hostname: host, Domain: domain, 'NV Hostname': host },
    [`${SOFTWARE}\\Windows NT\\CurrentVersion`]: {
      ProductName: 'Windows Server 2019 Standard',
      CurrentBuild: '17763',
      CurrentMajorVersionNumber: 10,
      CurrentMinorVersionNumber: 0,
      InstallationType: 'Server',
    },
    [`${SOFTWARE}\\NET Framework Setup\\NDP\\v4\\Full`]: { Release: 528049 },
    [`${SOFTWARE}\\Windows\\CurrentVersion\\Uninstall\\{1}`]: {
      DisplayName: 'Falcon Sensor',
      DisplayVersion: '7.1',
    },
    [`${SOFTWARE}\\Windows\\CurrentVersion\\Uninstall\\KB1`]: { DisplayName: 'Update', ParentKeyName: '{1}' },
    ...(Object.fromEntries(certificates) as Keys),
    [CONTROL]: { SystemBootDevice: 'multi(0)' },
    [`${SERVICES}\\SIWindowsAgent`]: {
      Start: 2,
      ImagePath: { as: 'REG_EXPAND_SZ', text: `"C:\\${FOLDER}\\SIWindowsAgent.exe" /service` },
    },
    'HKLM\\HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0': { '~MHz': 2400 },
    'HKLM\\HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\1': { '~MHz': 2400 },
    'HKLM\\HARDWARE\\RESOURCEMAP\\System Resources\\Physical Memory': {
      '.Translated': {
        as: 'REG_RESOURCE_LIST',
        text: makeResourceList([
          [3, 0, 2 ** 31],
          [7, 0x200, 6 * 2 ** 22],
        ]).toString('hex'),
      },
    },
  };
}

/** What makeHostKeys tells, with the files of makeAgentFiles. */
export const HOST_FACTS = {
  operatingSystem: 'Windows Server 2019 Standard',
  osVersion: '10.0.17763',
  dotNetRelease: 528049,
  cpuCores: 2,
  memoryBytes: 8 * 2 ** 30,
  installedProducts: ['Falcon Sensor'],
  trustedRoots: ['Contoso Root'],
  servicesPipeTimeoutMs: 30000,
  serviceStartMode: 'Auto',
  freeSpaceBytes: expect.any(Number) as number,
  version: '7.3.9.42',
  hardened: false,
  managerAddress: 'em01.contoso.com:3741',
  loggingIni: {
    path: `C:\\${FOLDER}\\Logging.ini`,
    settings: [
      { key: 'DebugTrace', value: 'Api' },
      { section: 'Exchange', key: 'AdmTrace', value: 'true' },
    ],
  },
};

/** The files of an Agent in a folder that stands for its drive C:. */
export async function makeAgentFiles(): Promise<{ root: string; locate: Locate }> {
  const root = await mkdtemp(path.join(tmpdir(), 'agent-'));
  const locate: Locate = (drive, file) => path.join(root, drive, ...file.split('\\'));
  await mkdir(locate('C', FOLDER), { recursive: true });
  await writeFile(locate('C', `${FOLDER}\\SIWindowsAgent.exe`), makeExecutable('7.3.9.42', '7.3.9.42'));
  await writeFile(
    locate('C', `${FOLDER}\\SIWindowsAgent.exe.config`),
    '<configuration><appSettings><add key="managerAddress" value="em01.contoso.com:3741"/><add key="HardeningEnabled" value="False"/><add key="token" value="Pa55;word"/></appSettings></configuration>',
  );
  await writeFile(
    locate('C', `${FOLDER}\\Logging.ini`),
    '// comment\r\nDebugTrace = Api\r\n; other\r\n[Exchange]\r\nAdmTrace=true\r\n// LdapTrace = true\r\n',
  );
  return { root, locate };
}
