import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import schema from '../../../rules/inventory.schema.json';
import type { SqlServerOptions } from '../../../src/gather/sql-server/options';
import { sqlServerSource } from '../../../src/gather/sql-server/sql-server';
import type { Gathered } from '../../../src/gather/source';
import {
  DATABASE_QUERIES,
  DISK_QUERIES,
  LIST_DATABASES,
  SERVER_QUERIES,
} from '../../../src/gather/sql-server/queries';
import { SERVER_TABLE } from '../../../src/gather/sql-server/server-table';
import { healthyAnswers, PASSWORD, startEstate } from '../../support/servers/sql/estate';
import { gatherWith, optionsFor } from '../../support/servers/sql/gathering';
import { targets } from '../../support/servers/sql/targets';

const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(schema);

describe.each(targets(process.env))('$name', ({ start }) => {
  let options: SqlServerOptions;
  let stop: () => Promise<void>;
  let gathered: Gathered;

  beforeAll(async () => {
    ({ options, stop } = await start());
    gathered = await gatherWith(options);
  }, 120_000);

  afterAll(() => stop(), 60_000);

  it('gives a section that the inventory schema accepts', () => {
    const inventory = {
      schemaVersion: 1,
      environment: 'test',
      collectedAt: new Date().toISOString(),
      sources: [{ id: 'sql-server', kind: 'sql-server', missing: gathered.missing }],
      ...gathered.sections,
    };
    validate(inventory);
    expect(validate.errors).toBeNull();
  });

  it('knows the server', () => {
    const { database } = gathered.sections;
    expect(database?.version).toMatch(/^1[3-9]\.\d+\.\d+\.\d+$/);
    expect(database?.edition).toMatch(/Edition/);
    expect(database?.language).toBe('us_english');
    expect(database?.physicalMemoryMb).toBeGreaterThan(500);
    expect(database?.maxServerMemoryMb).toBeGreaterThan(500);
    expect(database?.login).toEqual({ name: options.user, authentication: 'sql' });
  });

  it('knows both databases', () => {
    const databases = gathered.sections.database?.databases ?? [];
    expect(databases.map(({ name }) => name)).toEqual([options.configDatabase, options.dataDatabase]);
    for (const state of databases) {
      expect(state).toMatchObject({
        state: 'ONLINE',
        recoveryModel: 'SIMPLE',
        isOwner: true,
        defaultSchema: 'dbo',
      });
      expect(state.sizeMb).toBeGreaterThan(1);
      expect(state.autogrowth?.value).toBeGreaterThan(0);
      expect(state.freeVolumeMb).toBeGreaterThan(1);
    }
  });

  it('knows the last full backup as a point in time', () => {
    for (const state of gathered.sections.database?.databases ?? []) {
      expect(state.fullBackupFound).toBe(true);
      expect(Date.parse(state.lastFullBackupAt ?? '')).toBeLessThanOrEqual(Date.now() + 1000);
    }
  });

  it('lists the agent hosts with what their table is known to hold', () => {
    expect(gathered.sections.agents).toEqual([
      {
        name: 'DC01',
        domain: 'CONTOSO',
        version: '7.3.9.42',
        status: 'Active',
        lastContactAt: '2026-11-20T21:59:00.000Z',
      },
      { name: 'DC02', domain: 'CONTOSO', version: '7.3.9.42', status: 'Lost Connection' },
    ]);
    const absent = gathered.missing.filter(({ path }) => path?.startsWith('/agents'));
    expect(absent.map(({ path }) => path)).toEqual([
      '/agents/*/fqdn',
      '/agents/*/address',
      '/agents/*/operatingSystem',
      '/agents/*/eventsInQueue',
      '/agents/*/freeSpaceBytes',
    ]);
    expect(absent[0]?.reason).toMatch(/--agents FILE/);
  });
});

describe('how the server is asked', () => {
  it('logs in as tp-doctor with read intent, keeps the language and takes no locks', async () => {
    const server = await startEstate();
    try {
      await gatherWith(optionsFor(`127.0.0.1,${server.port}`));
    } finally {
      await server.close();
    }
    expect(new Set(server.connections.map(({ login }) => login?.database))).toEqual(
      new Set(['master', 'NVMonitorConfig', 'NVMonitorData']),
    );
    for (const { login, batches } of server.connections) {
      expect(login).toMatchObject({ appName: 'tp-doctor', readOnlyIntent: true, language: '' });
      expect(batches.join()).toContain('set transaction isolation level read uncommitted');
      expect(batches.join()).not.toContain('set language');
    }
  });

  it('sends nothing but SELECT, and names only as parameters', async () => {
    const names = { configDatabase: "Con'fig]; DROP TABLE x--", dataDatabase: 'Data' };
    const server = await startEstate();
    try {
      await gatherWith(optionsFor(`127.0.0.1,${server.port}`, names));
    } finally {
      await server.close();
    }
    expect(server.queries.length).toBeGreaterThan(5);
    for (const { sql } of server.queries) {
      expect(sql).toMatch(/^SELECT /);
      expect(sql).not.toContain('DROP');
    }
    const parameters = server.queries.map((query) => query.parameters);
    expect(parameters).toContainEqual({ config: names.configDatabase, data: names.dataDatabase });
  });

  it('says beforehand what it would ask, without secrets', () => {
    const lines = sqlServerSource(optionsFor('sql01\\TP', { encrypt: 'on' })).formatSteps();
    expect(lines.join('\n')).toMatch(/UDP 1434/);
    expect(lines.join('\n')).toMatch(/the SQL login tp_read; TLS, certificate verified/);
    for (const view of ['sys.dm_os_sys_info', 'msdb.dbo.backupset', 'sys.database_files', 'dbo.Server']) {
      expect(lines.join('\n')).toContain(view);
    }
    expect(lines.join('\n')).not.toContain(PASSWORD);
  });

  it('leaves the agents alone where another source has them', async () => {
    const server = await startEstate({ answers: healthyAnswers() });
    const options = optionsFor(`127.0.0.1,${server.port}`, { withAgents: false });
    const gathered = await gatherWith(options).finally(() => server.close());
    expect(sqlServerSource(options).sections).toEqual(['database']);
    expect(Object.keys(gathered.sections)).toEqual(['database']);
    expect(gathered.missing).toEqual([]);
    expect(server.queries.filter(({ sql }) => /\[Server\]|INFORMATION_SCHEMA/.test(sql))).toEqual([]);
  });
});

it('the page for the database administrator names everything that is read', () => {
  const page = readFileSync(join(__dirname, '../../../docs/sql-permissions.md'), 'utf8');
  const questions = [...SERVER_QUERIES, ...DATABASE_QUERIES, ...DISK_QUERIES];
  const read = [...questions, LIST_DATABASES, SERVER_TABLE].map(({ reads }) => reads);
  expect(read.filter((view) => !page.includes(`\`${view}\``))).toEqual([]);
  const fields = questions.flatMap((question) => question.fields as string[]);
  expect(fields.filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
});
