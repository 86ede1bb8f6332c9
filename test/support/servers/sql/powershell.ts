import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../cli/run';
import { PASSWORD, USER } from './estate';

/**
 * A program that stands for powershell.exe with the script of `--sql-auth integrated`: it answers each question in the words of
 * that script, from the test server, which it asks with a login of SQL Server in place of that of the Windows user. PowerShell
 * itself cannot be run on Linux: the script is not tested by this. `extra` stands before its first question.
 */
export function makePowerShell(extra = ''): string {
  const file = join(mkdtempSync(join(tmpdir(), 'powershell-')), 'powershell.exe');
  writeFileSync(
    file,
    `#!${process.execPath}\n${extra}\n(${standIn.toString()})(${JSON.stringify({ ROOT, USER, PASSWORD })});\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

/* eslint-disable -- runs as text of its own, in a process without types. */
function standIn({ ROOT, USER, PASSWORD }: { ROOT: string; USER: string; PASSWORD: string }): void {
  const { Connection, Request, TYPES } = require(`${ROOT}/node_modules/tedious`);
  const { createInterface } = require('node:readline');
  const unpack = (word: string) => Buffer.from(word, 'base64').toString();
  const pack = (text: unknown) => Buffer.from(String(text)).toString('base64');
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const sessions = new Map<string, any>();
  const cell = (value: any): string => {
    if (value === null) return '-';
    if (typeof value === 'boolean') return `b${pack(value ? 1 : 0)}`;
    if (value instanceof Date) return `d${pack(value.toISOString())}`;
    if (Buffer.isBuffer(value)) return `x${value.toString('base64')}`;
    return `${typeof value === 'number' ? 'n' : 's'}${pack(value)}`;
  };
  const logIn = (server: string, database: string, encrypt: boolean, trust: boolean) =>
    new Promise((resolve, reject) => {
      const [host, port] = server.replace('tcp:', '').split(',');
      const connection = new Connection({
        server: host,
        authentication: { type: 'default', options: { userName: USER, password: PASSWORD } },
        options: { port: Number(port), database, encrypt, trustServerCertificate: trust },
      });
      const numbers: number[] = [];
      connection.on('error', () => undefined);
      connection.on('errorMessage', ({ number }: { number: number }) => numbers.push(number));
      connection.connect((error: any) =>
        error ? reject(numbers.length > 0 ? { number: numbers[0] } : error) : resolve(connection),
      );
    });
  const ask = (connection: any, sql: string, pairs: string[]) =>
    new Promise<void>((resolve, reject) => {
      const request = new Request(sql, (error: any) => (error ? reject(error) : resolve()));
      for (let at = 0; at + 1 < pairs.length; at += 2)
        request.addParameter(pairs[at], TYPES.NVarChar, pairs[at + 1]);
      request.on('columnMetadata', (columns: any[]) =>
        say(`C ${columns.map(({ colName }) => pack(colName)).join(' ')}`),
      );
      request.on('row', (cells: any[]) => say(`R ${cells.map(({ value }) => cell(value)).join(' ')}`));
      connection.execSql(request);
    });
  const answer = async (line: string) => {
    const [server = '', database = '', encrypt, trust, , sql = '', ...pairs] = line.split(' ').map(unpack);
    let stage = 'login';
    try {
      if (!sessions.has(database))
        sessions.set(database, await logIn(server, database, encrypt === '1', trust === '1'));
      stage = 'query';
      if (sql !== 'SELECT 1 AS one') await ask(sessions.get(database), sql, pairs);
      say('.');
    } catch (error: any) {
      const tls = /self.signed|UNABLE_TO_VERIFY|DEPTH_ZERO/i.test(
        `${error.code} ${error.cause?.code} ${error.message}`,
      );
      say(`E ${stage} ${error.number ?? (tls ? -2146893019 : '')}`);
    }
  };
  let queue = Promise.resolve();
  createInterface({ input: process.stdin })
    .on('line', (line: string) => (queue = queue.then(() => answer(line))))
    .on('close', () => process.exit());
}
