import { Connection, Request } from 'tedious';
import { parseAddress } from '../../../../src/gather/sql-server/address';
import type { SqlServerOptions } from '../../../../src/gather/sql-server/options';

/** Not the product's own names, so that a test can never touch a real installation. */
export const REAL_NAMES = { config: 'TpDoctorTestConfig', data: 'TpDoctorTestData' };

/** Makes the two databases, a table of agents and a full backup; returns what removes them. */
export async function prepareServer(options: SqlServerOptions): Promise<() => Promise<void>> {
  await run(options, [
    ...drops(),
    ...Object.values(REAL_NAMES).flatMap((name) => [
      `CREATE DATABASE [${name}]`,
      `ALTER DATABASE [${name}] SET RECOVERY SIMPLE`,
      `BACKUP DATABASE [${name}] TO DISK = N'${name}.bak' WITH INIT`,
    ]),
    `CREATE TABLE [${REAL_NAMES.config}].dbo.Server (ServerID int IDENTITY, Name nvarchar(64), Domain nvarchar(64),
       AgentVersion nvarchar(32), Status nvarchar(64), LastMgrContact datetime)`,
    `INSERT INTO [${REAL_NAMES.config}].dbo.Server (Name, Domain, AgentVersion, Status, LastMgrContact) VALUES
       (N'DC01', N'CONTOSO', N'7.3.9.42', N'Active', '2026-11-20T21:59:00'),
       (N'DC02', N'CONTOSO', N'7.3.9.42', N'Lost Connection', NULL)`,
  ]);
  return () => run(options, drops());
}

function drops(): string[] {
  return Object.values(REAL_NAMES).map(
    (name) =>
      `IF DB_ID(N'${name}') IS NOT NULL BEGIN ALTER DATABASE [${name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [${name}]; END`,
  );
}

async function run(options: SqlServerOptions, batches: string[]): Promise<void> {
  const { host, port = 1433 } = parseAddress(options.server);
  const { encrypt, trustServerCertificate } = options;
  const connection = new Connection({
    server: host,
    authentication: { type: 'default', options: { userName: options.user, password: options.password } },
    options: { port, encrypt: encrypt !== 'off', trustServerCertificate, requestTimeout: 60_000 },
  });
  try {
    await new Promise<void>((resolve, reject) => connection.connect(settle(resolve, reject)));
    for (const batch of batches) {
      await new Promise<void>((resolve, reject) =>
        connection.execSqlBatch(new Request(batch, settle(resolve, reject))),
      );
    }
  } finally {
    connection.close();
  }
}

function settle(resolve: () => void, reject: (fault: Error) => void) {
  return (fault?: Error | null) => (fault ? reject(fault) : resolve());
}
