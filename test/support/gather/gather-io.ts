import { readFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import type { SourceDescriptor } from '../../../src/gather/descriptor';
import { exportFiles } from '../../../src/gather/exports/descriptor';
import { withFileTime } from '../../../src/gather/exports/open-exports';
import { SOURCES } from '../../../src/gather/sources';
import { sqlServer } from '../../../src/gather/sql-server/descriptor';
import { createOptions, type SqlServerOptions } from '../../../src/gather/sql-server/options';
import type { Io } from '../../../src/commands/io';
import type { Gathered, SourceRequest } from '../../../src/gather/source';

export interface TestIo extends Io {
  stdin: PassThrough & { isTTY?: boolean };
  stdout: PassThrough & { isTTY?: boolean; columns?: number };
  stderr: PassThrough & { isTTY?: boolean; columns?: number };
  /** All that was printed so far. */
  printed: () => { stdout: string; stderr: string };
}

/** What gather needs of a process, with streams that a test can read. */
export function testIo(cwd: string, more: Partial<Pick<Io, 'env' | 'platform' | 'signal'>> = {}): TestIo {
  const stdout = collect();
  const stderr = collect();
  return {
    env: {},
    stdin: new PassThrough(),
    cwd,
    now: () => new Date('2026-11-20T21:00:00Z'),
    platform: 'linux',
    signal: new AbortController().signal,
    ...more,
    stdout: stdout.stream,
    stderr: stderr.stream,
    printed: () => ({ stdout: stdout.text(), stderr: stderr.text() }),
  };
}

function collect(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return { stream, text: () => chunks.join('') };
}

/** Sources that read what they found from a JSON file: { "sections": … }; the database of the SQL one is its options. */
export function jsonSources(sqlAsked: SqlServerOptions[] = []): SourceDescriptor[] {
  const fromFile = (id: string, kind: string, file: string): SourceRequest => ({
    id,
    kind,
    target: file,
    sections: ['agents'],
    formatSteps: () => [`read ${file}`],
    gather: async () => {
      const { sections } = JSON.parse(await readFile(file, 'utf8')) as Gathered;
      return { sections, missing: [] };
    },
  });
  const list = (id: string, kind: string, file: string | undefined) =>
    file === undefined ? [] : [withFileTime(fromFile(id, kind, file), file)];
  const exports: typeof exportFiles.open = ({ agents, policies }) =>
    Promise.resolve([...list('agents', 'agent-list', agents), ...list('policies', 'policy-list', policies)]);
  const sql: typeof sqlServer.open = async (settings, io) => {
    const options = await createOptions({ ...settings, sqlServer: settings.sqlServer ?? '' }, io);
    sqlAsked.push(options);
    const { server, user, password } = options;
    return [
      {
        ...fromFile('sql', 'sql-server', server),
        formatSteps: () => [`log in as ${user}`],
        gather: () => Promise.reject(new Error(`Login failed: Server=${server};Password=${password};`)),
      },
    ];
  };
  return SOURCES.map((source) => {
    if (source === exportFiles) return { ...exportFiles, open: exports };
    return source === sqlServer ? { ...sqlServer, open: sql } : source;
  });
}
