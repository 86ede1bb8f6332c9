import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate } from '../../support/servers/sql/certificates';
import { PASSWORD, USER } from '../../support/servers/sql/estate';
import { failureOf, gatherWith, optionsFor } from '../../support/servers/sql/gathering';
import { scramble } from '../../support/servers/sql/login7';
import { TYPE } from '../../support/servers/sql/packets';
import { Secured } from '../../support/servers/sql/secured';
import type { TdsServerOptions } from '../../support/servers/sql/server';

const secured = new Secured();
const start = (options: TdsServerOptions) => secured.start(options);

/** Any form in which the login could be in what was sent. */
function holdsLogin(bytes: Buffer): boolean {
  const forms = [USER, PASSWORD, 'tp-doctor'].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    scramble(text),
  ]);
  return forms.some((form) => bytes.includes(form));
}

describe('encryption on', () => {
  it.each(['on', 'required'] as const)(
    'reads over TLS inside PRELOGIN when the server says %s',
    async (encryption) => {
      const address = await start({ encryption });
      const gathered = await gatherWith(
        optionsFor(address, { encrypt: 'on', caFile: secured.authority.caFile }),
      );
      expect(gathered.sections.database?.version).toBe('16.0.4135.4');
      expect(gathered.sections.agents).toHaveLength(2);
      expect(holdsLogin(secured.server.received)).toBe(false);
      expect(secured.server.connections[0]?.login).toMatchObject({ user: USER, password: PASSWORD });
    },
  );

  it.each(['not-supported', 'off'] as const)(
    'sends no byte of the login when the server says that encryption is %s',
    async (encryption) => {
      const address = await start({ encryption });
      const failure = await failureOf(gatherWith(optionsFor(address, { encrypt: 'on' })));
      expect(failure).toMatchObject({ name: 'SourceError' });
      expect(failure.message).toBe(
        `${address}: the server does not support encryption, so the login was not sent; use --sql-encrypt off only where the network is trusted, because the password then travels in clear text`,
      );
      await secured.server.allGone();
      expect(secured.server.connections).toHaveLength(1);
      expect(secured.server.received[0]).toBe(TYPE.prelogin);
      // One packet, the PRELOGIN, and not a byte after it.
      expect(secured.server.received).toHaveLength(secured.server.received.readUInt16BE(2));
      expect(holdsLogin(secured.server.received)).toBe(false);
      expect(failure.everything).not.toContain(PASSWORD);
    },
  );

  it('sends no NTLM message in clear text either', async () => {
    const address = await start({ encryption: 'not-supported' });
    const failure = await failureOf(
      gatherWith(optionsFor(address, { encrypt: 'on', auth: 'ntlm', domain: 'CONTOSO' })),
    );
    expect(failure.message).toMatch(/does not support encryption/);
    await secured.server.allGone();
    expect(secured.server.received.includes('NTLMSSP')).toBe(false);
  });

  it('does not trust the server just because the certificate is not to be verified', async () => {
    const address = await start({ encryption: 'not-supported' });
    const failure = await failureOf(
      gatherWith(optionsFor(address, { encrypt: 'on', trustServerCertificate: true })),
    );
    expect(failure.message).toMatch(/does not support encryption/);
    expect(holdsLogin(secured.server.received)).toBe(false);
  });

  it('refuses a certificate that nobody vouches for, before the login', async () => {
    const address = await start({ encryption: 'on' });
    const failure = await failureOf(gatherWith(optionsFor(address, { encrypt: 'on' })));
    expect(failure.message).toMatch(/could not be verified; give its authority with --sql-ca FILE/);
    await secured.server.allGone();
    expect(secured.server.connections[0]?.login).toBeUndefined();
  });

  it('takes it where that was asked for, and says so', async () => {
    const address = await start({ encryption: 'on' });
    const gathered = await gatherWith(optionsFor(address, { encrypt: 'on', trustServerCertificate: true }));
    expect(gathered.sections.database?.edition).toMatch(/Standard/);
    expect(gathered.remarks).toContainEqual(
      expect.stringMatching(/certificate of the server was not verified/),
    );
  });

  it('refuses a certificate for another name', async () => {
    const other = await makeCertificate(['elsewhere.contoso.test']);
    const otherCa = join(secured.authority.folder, 'other.pem');
    await writeFile(otherCa, other.cert);
    const address = await start({ encryption: 'on', certificate: other });
    const failure = await failureOf(gatherWith(optionsFor(address, { encrypt: 'on', caFile: otherCa })));
    expect(failure.message).toMatch(/certificate of the server is for another name/);
    expect(secured.server.connections[0]?.login).toBeUndefined();
  });
});

describe('encryption strict (TDS 8)', () => {
  it('reads over TLS from the first byte, by its protocol name', async () => {
    const address = await start({ encryption: 'strict' });
    const gathered = await gatherWith(
      optionsFor(address, { encrypt: 'strict', caFile: secured.authority.caFile }),
    );
    expect(gathered.sections.agents).toHaveLength(2);
    expect(secured.server.connections[0]?.alpn).toBe('tds/8.0');
    expect(secured.server.received[0]).toBe(0x16);
    expect(holdsLogin(secured.server.received)).toBe(false);
  });

  it('refuses a certificate that nobody vouches for', async () => {
    const address = await start({ encryption: 'strict' });
    const failure = await failureOf(gatherWith(optionsFor(address, { encrypt: 'strict' })));
    expect(failure.message).toMatch(/could not be verified; give its authority with --sql-ca FILE$/);
    await secured.server.allGone();
    expect(secured.server.connections[0]?.login).toBeUndefined();
  });

  it('has nothing to say to a server that does not know it', async () => {
    const address = await start({ encryption: 'not-supported', prelogin: 'hang' });
    const options = optionsFor(address, {
      encrypt: 'strict',
      caFile: secured.authority.caFile,
      timeoutMs: 400,
    });
    const failure = await failureOf(gatherWith(options));
    expect(failure.name).toBe('SourceError');
    expect(holdsLogin(secured.server.received)).toBe(false);
    await secured.server.allGone();
  });
});

describe('advice', () => {
  const azure = { auth: 'azure-default', encrypt: 'on' } as const;

  it('is never an option that is refused with the others', async () => {
    const verified = await start({ encryption: 'on' });
    const unverified = await failureOf(gatherWith(optionsFor(verified, azure)));
    expect(unverified.message).toMatch(/could not be verified; give its authority with --sql-ca FILE$/);
    await secured.server.close();
    const clear = await start({ encryption: 'not-supported' });
    const refused = await failureOf(gatherWith(optionsFor(clear, azure)));
    expect(refused.message).toMatch(/does not support encryption/);
    expect(refused.message).not.toMatch(/--sql-encrypt off/);
  });

  it('names the file of --sql-ca that was given and does not help', async () => {
    const other = join(secured.authority.folder, 'stranger.pem');
    await writeFile(other, (await makeCertificate(['stranger.contoso.test'])).cert);
    const address = await start({ encryption: 'on' });
    const failure = await failureOf(gatherWith(optionsFor(address, { encrypt: 'on', caFile: other })));
    expect(failure.message).toMatch(/stranger\.pem does not hold its authority; give the right one/);
  });

  it.each([
    ['strict', 'strict needs SQL Server 2022, so try --sql-encrypt on'],
    ['on', 'needs --sql-encrypt strict'],
    ['off', 'needs --sql-encrypt on'],
  ] as const)('after a connection that is closed is about %s', async (encrypt, advice) => {
    const address = await start({ encryption: 'not-supported', hangsUp: true });
    const failure = await failureOf(gatherWith(optionsFor(address, { encrypt })));
    expect(failure.message).toContain('the server closed the connection during the login');
    expect(failure.message).toContain(advice);
  });
});

describe('a server with old TLS alone', () => {
  const tls = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

  it.each(['on', 'strict'] as const)('is told in words, with encryption %s', async (encrypt) => {
    const address = await start({ encryption: encrypt, tls });
    const options = optionsFor(address, { encrypt, caFile: secured.authority.caFile });
    const failure = await failureOf(gatherWith(options));
    expect(failure.message).toBe(
      `${address}: the server knows nothing newer than TLS 1.1, and the login was not sent; enable TLS 1.2 in its Windows and update SQL Server`,
    );
    expect(holdsLogin(secured.server.received)).toBe(false);
  });

  it('or with no cipher in common too', async () => {
    const address = await start({ encryption: 'on', tls: { ciphers: 'NULL-SHA256:@SECLEVEL=0' } });
    const options = optionsFor(address, { encrypt: 'on', caFile: secured.authority.caFile });
    expect((await failureOf(gatherWith(options))).message).toMatch(/ciphers of the server are too weak/);
  });
});

describe('encryption off', () => {
  it('reads in clear text and says so', async () => {
    const address = await start({ encryption: 'not-supported' });
    const gathered = await gatherWith(optionsFor(address));
    expect(gathered.remarks).toContainEqual(expect.stringMatching(/not encrypted/));
  });

  it('stops at a server that requires it', async () => {
    const address = await start({ encryption: 'required' });
    const failure = await failureOf(gatherWith(optionsFor(address)));
    expect(failure.message).toMatch(/requires encryption; leave out --sql-encrypt off/);
    expect(holdsLogin(secured.server.received)).toBe(false);
  });
});

describe('--sql-ca', () => {
  it('names a file that is not there or holds no certificate', async () => {
    const address = await start({});
    const nowhere = join(secured.authority.folder, 'nowhere.pem');
    const missing = await failureOf(gatherWith(optionsFor(address, { encrypt: 'on', caFile: nowhere })));
    expect(missing.message).toBe(`${nowhere}: cannot be read; --sql-ca wants a PEM file of certificates`);
    const empty = join(secured.authority.folder, 'empty.pem');
    await writeFile(empty, secured.authority.certificate.key);
    const failure = await failureOf(gatherWith(optionsFor(address, { encrypt: 'on', caFile: empty })));
    expect(failure.message).toMatch(/holds no certificate in PEM form/);
    expect(secured.server.connections).toEqual([]);
  });
});
