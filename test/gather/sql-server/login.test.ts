import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SqlServerOptions } from '../../../src/gather/sql-server/options';
import { startBrowser } from '../../support/servers/sql/browser';
import { makeAuthority, type Authority } from '../../support/servers/sql/certificates';
import { PASSWORD, startEstate, USER } from '../../support/servers/sql/estate';
import { failureOf, gatherWith, optionsFor } from '../../support/servers/sql/gathering';
import { TdsServer, type TdsServerOptions } from '../../support/servers/sql/server';

let server: TdsServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: TdsServerOptions = {}): Promise<TdsServer> {
  server = await startEstate(options);
  return server;
}

function optionsOf({ port }: TdsServer, more: Partial<SqlServerOptions> = {}): SqlServerOptions {
  return optionsFor(`127.0.0.1,${port}`, more);
}

describe('a SQL login', () => {
  it('that is refused ends with what to check, even if the server repeats the password', async () => {
    const estate = await start({ password: 'another' });
    const failure = await failureOf(gatherWith(optionsOf(estate)));
    expect(estate.connections[0]?.login?.password).toBe(PASSWORD);
    expect(failure.message).toBe(
      `127.0.0.1,${estate.port}: the login was refused (18456); check --sql-user and the password, and that the server allows SQL logins`,
    );
    expect(failure.everything).not.toContain(PASSWORD);
    expect(estate.connections).toHaveLength(1);
  });

  it.each([
    [18452, /takes Windows accounts alone; use --sql-auth ntlm/],
    [18401, /being upgraded and not ready/],
    [17187, /starting and not ready/],
    [18461, /single-user mode/],
    [18470, /disabled/],
    [18486, /locked out/],
    [18487, /expired/],
    [18488, /must be changed/],
    [17142, /paused/],
    [40615, /firewall/],
    [4060, /refused the login with error 4060; look it up in the error log/],
  ])('that meets error %d says so', async (number, line) => {
    const estate = await start({ refuseDatabases: { master: number } });
    const failure = await failureOf(gatherWith(optionsOf(estate)));
    expect(failure.message).toMatch(line);
    expect(failure.everything).not.toContain(PASSWORD);
  });

  it('that the server repeats in a query’s error stays out of the reasons', async () => {
    const error = { number: 50000, message: `server=x;password=${PASSWORD}\u001b[31m` };
    const estate = await start({ answers: [{ when: /sys\.dm_os_sys_info/, error }] });
    const gathered = await gatherWith(optionsOf(estate));
    expect(JSON.stringify(gathered)).not.toContain(PASSWORD);
    expect(gathered.missing[0]?.reason).toBe(
      'sys.dm_os_sys_info: failed with error 50000; look it up in the error log of SQL Server',
    );
  });
});

it('every session logs in once', async () => {
  const estate = await start();
  await gatherWith(optionsOf(estate));
  expect(estate.connections.map(({ login }) => login?.database)).toEqual([
    'master',
    'NVMonitorData',
    'NVMonitorConfig',
  ]);
});

describe('an NTLM login', () => {
  const account = { auth: 'ntlm', domain: 'CONTOSO' } as const;

  it('proves the password without sending it', async () => {
    const estate = await start();
    const gathered = await gatherWith(optionsOf(estate, account));
    expect(estate.connections[0]?.proof).toBe(`CONTOSO\\${USER}`);
    expect(gathered.sections.database?.login).toEqual({
      name: `CONTOSO\\${USER}`,
      authentication: 'windows',
    });
    expect(gathered.sections.agents).toHaveLength(2);
  });

  it('with another password is refused', async () => {
    const estate = await start({ password: 'another' });
    const failure = await failureOf(gatherWith(optionsOf(estate, account)));
    expect(failure.message).toMatch(/refused \(18456\)/);
  });
});

describe('an Azure identity', () => {
  const TOKEN = 'azure-test-token-0123456789';
  const environment = { ...process.env };
  const asked: IncomingMessage[] = [];
  let mood: 'refuses' | 'is silent' | 'gives' = 'refuses';
  const identity = createServer((request, response) => {
    asked.push(request);
    if (mood === 'is silent') return;
    const token = {
      access_token: TOKEN,
      expires_on: `${Math.floor(Date.now() / 1000) + 3600}`,
      token_type: 'Bearer',
    };
    response.statusCode = mood === 'gives' ? 200 : 400;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(mood === 'gives' ? token : { error: 'invalid_request' }));
  });
  let authority: Authority;

  beforeAll(async () => {
    authority = await makeAuthority();
    identity.listen(0, '127.0.0.1');
    await once(identity, 'listening');
    const { port } = identity.address() as AddressInfo;
    process.env['IDENTITY_ENDPOINT'] = `http://127.0.0.1:${port}/token`;
    process.env['IDENTITY_HEADER'] = 'header';
    process.env['AZURE_TOKEN_CREDENTIALS'] = 'prod';
  });

  afterAll(async () => {
    process.env = environment;
    identity.close();
    identity.closeAllConnections();
    await authority.remove();
  });

  // The Azure library keeps tokens, and the first client that asked for one, for the whole process.
  beforeEach(() => jest.resetModules());

  async function azureOptions(more: TdsServerOptions = {}): Promise<SqlServerOptions> {
    const { certificate, caFile } = authority;
    const estate = await start({ azure: true, encryption: 'on', certificate, ...more });
    return optionsFor(`localhost,${estate.port}`, { auth: 'azure-default', encrypt: 'on', caFile });
  }

  it('that is not to be had is told', async () => {
    const failure = await failureOf(gatherWith(await azureOptions()));
    expect(failure.message).toMatch(/no Azure access token was to be had; sign in/);
    expect(server?.connections[0]?.proof).toBeUndefined();
  });

  it('that never comes is left at the deadline', async () => {
    mood = 'is silent';
    const options = await azureOptions();
    const failure = await failureOf(gatherWith(options, 400));
    expect(failure.message).toMatch(/no login within 0.4 s/);
    const [silent] = asked.slice(-1);
    if (!silent?.socket.closed) await once(silent?.socket ?? identity, 'close');
  });

  it('gets a token for the server and sends it over TLS alone', async () => {
    mood = 'gives';
    const gathered = await gatherWith(await azureOptions());
    expect(asked[0]?.url).toContain(encodeURIComponent('https://database.windows.net'));
    expect(server?.connections[0]?.proof).toBe(TOKEN);
    expect(server?.received.includes(Buffer.from(TOKEN, 'utf16le'))).toBe(false);
    expect(gathered.sections.database?.login).toEqual({ authentication: 'azure' });
    expect(JSON.stringify(gathered)).not.toContain(TOKEN);
  });
});

describe('a named instance', () => {
  it('is found by the SQL Server Browser, whatever the case', async () => {
    const estate = await start();
    const browser = await startBrowser({ OTHER: 1, TP: estate.port });
    const options = optionsFor('127.0.0.1\\tp', { browserPort: browser.port });
    const gathered = await gatherWith(options).finally(() => browser.close());
    expect(browser.asked()).toBe(1);
    expect(gathered.sections.database?.server).toBe('127.0.0.1\\tp');
    expect(gathered.sections.agents).toHaveLength(2);
  });

  it.each([
    [
      { OTHER: 1433, 'EV\u0007IL': 1 },
      /there is no such instance; the SQL Server Browser lists OTHER, EV\?IL$/,
    ],
    [{}, /lists none$/],
    [{ TP: null }, /has no TCP port; enable TCP\/IP/],
    [{ TP: 70000 }, /has no TCP port/],
  ])('that is not to be had is told: %j', async (instances, line) => {
    const browser = await startBrowser(instances);
    const options = optionsFor('127.0.0.1\\TP', { browserPort: browser.port });
    const failure = await failureOf(gatherWith(options)).finally(() => browser.close());
    expect(failure.message).toMatch(line);
  });

  it('is given up after three tries where no Browser answers', async () => {
    const browser = await startBrowser();
    const options = optionsFor('127.0.0.1\\TP', { browserPort: browser.port });
    const failure = await failureOf(gatherWith(options)).finally(() => browser.close());
    expect(browser.asked()).toBe(3);
    expect(failure.message).toMatch(
      /did not answer on UDP \d+; start it, open the firewall, or give the port itself/,
    );
  });
});

describe('an address', () => {
  it('where nothing listens is told', async () => {
    const estate = await TdsServer.start({});
    const options = optionsOf(estate);
    await estate.close();
    expect((await failureOf(gatherWith(options))).message).toMatch(/nothing listens there; check the port/);
  });

  it.each(['no-such-host.invalid,1433', 'no-such-host.invalid\\TP'])(
    'that nobody knows is told: %s',
    async (address) => {
      const failure = await failureOf(gatherWith(optionsFor(address, { timeoutMs: 5000 })));
      expect(failure.name).toBe('SourceError');
      expect(failure.message).toMatch(/host name (is not known|could not be looked up)/);
    },
  );
});
