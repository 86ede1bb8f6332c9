import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from '../servers/certificates';
import { makeExecutable } from './executable';

export const SQL_PASSWORD = 'Pa55;word="of the server"';

const configWith = (port: number) => `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <appSettings>
    <add key="pre735port" value="${port}" />
  </appSettings>
  <connectionStrings>
    <add name="NVMonitorConfig" connectionString="Data Source=SQL01;Initial Catalog=NVMonitorConfig;User ID=tp_svc;Password='Integrated Security=true;${'Pa55;word='}'" />
  </connectionStrings>
</configuration>
`;

export const CONFIG = configWith(3739);

/** A SIEnterpriseManager folder with everything in it that gather looks at; in mixed version mode unless told not to be. */
export async function makeEmFolder({ mixedVersionMode = true } = {}): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'em-'));
  const certs = path.join(root, 'certsinfo');
  await mkdir(certs);
  const [ca, em] = [
    await makeCertificate({ name: 'TP CA' }),
    await makeCertificate({ name: 'tpem01.contoso.com' }),
  ];
  await writeFile(path.join(root, 'SIEnterpriseManager.exe'), makeExecutable('7.3.9.0', '7.3.9.42'));
  await writeFile(path.join(root, 'SIEnterpriseManager.exe.config'), configWith(mixedVersionMode ? 3739 : 0));
  await writeFile(path.join(certs, 'Ca-crt.pem'), ca.cert);
  await writeFile(path.join(certs, 'Ca-key.pem'), ca.key);
  // The Enterprise Manager's certificate with its authority behind it.
  await writeFile(path.join(certs, 'EM-CRT.PEM'), `${em.cert}\n${ca.cert}`);
  await writeFile(path.join(certs, 'Em-key.pem'), em.key);
  await writeFile(path.join(certs, 'Secret.dpapi'), Buffer.from('01000000d08c9ddf', 'hex'));
  if (mixedVersionMode) await writeFile(path.join(certs, 'root.dat'), 'dat');
  return root;
}
