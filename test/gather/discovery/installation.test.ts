import { findInstallations } from '../../../src/gather/discovery/installation';
import { Registry } from '../../../src/gather/windows/registry';
import { findTools } from '../../../src/gather/windows/tools';
import { testContext } from '../../support/gather/gather-context';
import { makeWindows, type MadeWindows } from '../../support/gather/windows';
import { testWith } from '../../support/jest/needs';

const NEW = 'C:\\Program Files\\Netwrix\\Netwrix Threat Prevention\\SIEnterpriseManager';
const OLD = 'D:\\TP\\SIEnterpriseManager';
const SERVICE = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SIEnterpriseManager';
const UNINSTALL = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';

/** What is found where the files of the product are in `there`. */
async function find(windows: MadeWindows, there: readonly string[], env: Record<string, string> = {}) {
  const SystemRoot = await makeWindows(windows);
  const registry = new Registry(findTools({ SystemRoot }, testContext()));
  const holds = (folder: string) => Promise.resolve(there.includes(folder));
  return findInstallations(registry, env, holds);
}

testWith('posix').each<[string, MadeWindows, string]>([
  [
    'its service, in quotes',
    { registry: { [SERVICE]: { ImagePath: `"${OLD}\\SIEnterpriseManager.exe" -s` } } },
    'the service SIEnterpriseManager',
  ],
  [
    'its service, without',
    { registry: { [SERVICE]: { ImagePath: `${OLD}\\SIEnterpriseManager.exe` } } },
    'the service SIEnterpriseManager',
  ],
  [
    'the old key of the vendor, in the 32-bit view',
    {
      registry32: {
        'HKLM\\SOFTWARE\\STEALTHbits Technologies\\SIEnterpriseManager': {
          Version: '7.3.9',
          InstallDir: 'D:\\TP\\',
        },
      },
    },
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\STEALTHbits Technologies\\SIEnterpriseManager',
  ],
  [
    'a new key of the vendor, deep below it',
    { registry: { 'HKLM\\SOFTWARE\\Netwrix\\Any\\Name': { Folder: OLD } } },
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Netwrix\\Any\\Name',
  ],
  [
    'Programs and Features',
    {
      registry: {
        [`${UNINSTALL}\\{1}`]: {
          DisplayName: 'Netwrix Threat Prevention Server',
          InstallLocation: 'D:\\TP\\',
        },
      },
    },
    'Programs and Features',
  ],
])('the folder is found by %s', async (_by, windows, from) => {
  expect(await find(windows, [OLD])).toEqual([{ root: OLD, from }]);
});

testWith('posix')('the folder of the installer is looked at last, in each Program Files', async () => {
  const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };
  const old = 'C:\\Program Files (x86)\\STEALTHbits\\StealthINTERCEPT\\SIEnterpriseManager';
  expect(await find({}, [NEW, old], env)).toEqual([
    { root: NEW, from: 'the folder of the installer' },
    { root: old, from: 'the folder of the installer' },
  ]);
  const windows = {
    registry: { [SERVICE]: { ImagePath: `"${old.toUpperCase()}\\SIEnterpriseManager.exe"` } },
  };
  expect(await find(windows, [NEW, old, old.toUpperCase()], env)).toEqual([
    { root: old.toUpperCase(), from: 'the service SIEnterpriseManager' },
    { root: NEW, from: 'the folder of the installer' },
  ]);
});

testWith('posix')(
  'a folder without its files is none, and neither is one on a share or of another product',
  async () => {
    const registry = {
      [SERVICE]: { ImagePath: '"\\\\other\\c$\\SIEnterpriseManager\\SIEnterpriseManager.exe"' },
      'HKLM\\SOFTWARE\\Netwrix\\X': {
        Folder: 'E:\\gone',
        Share: '\\\\other\\c$\\SIEnterpriseManager',
        Text: 'no path',
        Number: 5,
      },
      [`${UNINSTALL}\\{1}`]: { DisplayName: 'Netwrix Auditor', InstallLocation: OLD },
      [`${UNINSTALL}\\{2}`]: { DisplayName: 'Netwrix Threat Prevention Windows Agent', InstallLocation: OLD },
    };
    expect(await find({ registry }, [OLD, '\\\\other\\c$\\SIEnterpriseManager'])).toEqual([]);
  },
);

testWith('posix')('a Windows that says nothing costs nothing but that', async () => {
  const holds = (folder: string) => Promise.resolve(folder === NEW);
  const registry = new Registry(findTools({ SystemRoot: '/nowhere' }, testContext()));
  const env = { ProgramFiles: 'C:\\Program Files' };
  expect(await findInstallations(registry, env, holds)).toEqual([
    { root: NEW, from: 'the folder of the installer' },
  ]);
});
