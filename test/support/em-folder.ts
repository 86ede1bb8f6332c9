import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from './certificates';
import { makeExecutable } from './executable';

export const SQL_PASSWORD = 'Pa55;word="of the server"';

export const CONFIG = `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <appSettings>
    <add key="pre735port" value="3739" />
  </appSettings>
  <connectionStrings>
    <add name="NVMonitorConfig" connectionString="Data Source=SQL01;Initial Catalog=NVMonitorConfig;User ID=tp_svc;Password='Integrated Security=true;${'Pa55;word='}'" />
  </connectionStrings>
</configuration>
`;

/** A SIEnterpriseManager folder with everything in it that gather looks at. */
export async function makeEmFolder(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'em-'));
  const certs = path.join(root, 'certsinfo');
  await mkdir(certs);
  const [ca, em] = [
    await makeCertificate({ name: 'TP CA' }),
    await makeCertificate({ name: 'tpem01.contoso.com' }),
  ];
  await writeFile(path.join(root, 'SIEnterpriseManager.exe'), makeExecutable('7.3.9.0', '7.3.9.42'));
  await writeFile(path.join(root, 'SIEnterpriseManager.exe.config'), CONFIG);
  await writeFile(path.join(certs, 'Ca-crt.pem'), ca.cert);
  await writeFile(path.join(certs, 'Ca-key.pem'), ca.key);
  // The Enterprise Manager's certificate with its authority behind it.
  await writeFile(path.join(certs, 'EM-CRT.PEM'), `${em.cert}\n${ca.cert}`);
  await writeFile(path.join(certs, 'Em-key.pem'), em.key);
  await writeFile(path.join(certs, 'Secret.dpapi'), Buffer.from('01000000d08c9ddf', 'hex'));
  await writeFile(path.join(certs, 'root.dat'), 'dat');
  return root;
}
