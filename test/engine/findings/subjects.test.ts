import fc from 'fast-check';
import { judgeWith, smallRule } from '../../support/judge/small-rule';

const rule = smallRule({ subject: '{host}', assert: false });

interface Keyed {
  fingerprint: string;
  key?: string;
  path: string;
}

/** What each Agent is known by, in the order of the list. */
function keysOf(agents: object[], sections: object = {}): (string | undefined)[] {
  const findings: Keyed[] = judgeWith([rule], { agents, ...sections })[0]?.findings ?? [];
  return agents.map((_, at) => findings.find(({ path }) => path === `/agents/${at}`)?.key);
}

function printsOf(agents: object[], sections: object = {}): (string | undefined)[] {
  const findings = judgeWith([rule], { agents, ...sections })[0]?.findings ?? [];
  return agents.map((_, at) => findings.find(({ path }) => path === `/agents/${at}`)?.fingerprint);
}

describe('a fingerprint tells hosts apart', () => {
  test.each([
    [
      { name: 'DC01', domain: 'corp.contoso.com' },
      { name: 'DC01', domain: 'corp.fabrikam.com' },
    ],
    [
      { name: 'DC01', domain: 'contoso.com' },
      { name: 'DC01', domain: 'contoso.local' },
    ],
    [
      { name: 'DC01', fqdn: 'dc01.corp.contoso.com' },
      { name: 'DC01', fqdn: 'dc01.corp.fabrikam.com' },
    ],
    [
      { name: 'DC01', domain: 'CORP', fqdn: 'dc01.corp.contoso.com' },
      { name: 'DC01', domain: 'CORP', fqdn: 'dc01.corp.fabrikam.com' },
    ],
    [{ name: 'dc01.contoso.com' }, { name: 'dc01.contoso.local' }],
    [
      { name: '10.0.0.1', fqdn: 'dc01.contoso.com' },
      { name: '10.0.0.1', fqdn: 'dc02.contoso.com' },
    ],
    [{ fqdn: 'dc01.contoso.com' }, { fqdn: 'dc02.contoso.com' }],
    [{ address: '10.0.0.1' }, { address: '10.0.0.2' }],
    // Another name stands for another host, whatever FQDN somebody has given it.
    [
      { name: 'DC01', fqdn: 'web.contoso.com' },
      { name: 'DC02', fqdn: 'web.contoso.com' },
    ],
  ])('%j and %j', (one, other) => {
    const [a, b] = printsOf([one, other]);
    expect(a).not.toBe(b);
    expect(printsOf([one])[0]).not.toBe(printsOf([other])[0]);
  });
});

describe('a fingerprint stays', () => {
  const full = { name: 'DC01', domain: 'CONTOSO', fqdn: 'dc01.contoso.com', address: '10.0.0.1' };

  test.each([
    ['another case', { ...full, name: 'dc01', domain: 'Contoso', fqdn: 'DC01.CONTOSO.COM' }],
    ['another address', { ...full, address: '10.9.9.9' }],
    ['no address', { ...full, address: null }],
    ['the domain in its DNS name', { ...full, domain: 'contoso.com' }],
    ['the domain before the name', { name: 'CONTOSO\\DC01', fqdn: 'dc01.contoso.com' }],
    ['the FQDN as its name', { name: 'dc01.contoso.com' }],
    ['the FQDN alone', { fqdn: 'dc01.contoso.com' }],
    ['its address as its name', { name: '10.0.0.1', fqdn: 'dc01.contoso.com' }],
    ['the root of DNS at the end', { name: 'DC01', fqdn: 'dc01.contoso.com.' }],
    ['its domain only', { name: 'DC01', domain: 'contoso.com' }],
  ])('with %s', (_what, other) => {
    expect(printsOf([other])).toEqual(printsOf([full]));
  });

  test('with a NetBIOS name that another row proves to be the domain', () => {
    const bare = { name: 'DC01', domain: 'CONTOSO' };
    const proof = { name: 'DC09', domain: 'contoso', fqdn: 'dc09.contoso.com' };
    expect(printsOf([bare, proof])[0]).toBe(printsOf([full])[0]);
    expect(printsOf([{ name: 'CONTOSO\\DC01' }, proof])[0]).toBe(printsOf([full])[0]);
    const manager = { enterpriseManager: { host: 'EM01', domain: 'CONTOSO', fqdn: 'em01.contoso.com' } };
    expect(printsOf([bare], manager)[0]).toBe(printsOf([full])[0]);
    const monitor = { activityMonitor: { agents: [{ host: 'CONTOSO\\NAS1', fqdn: 'nas1.contoso.com' }] } };
    expect(printsOf([bare], monitor)[0]).toBe(printsOf([full])[0]);
  });

  test('where nothing proves which domain a NetBIOS name is, or rows contradict each other', () => {
    const bare = { name: 'DC01', domain: 'CORP' };
    const one = { name: 'A', domain: 'CORP', fqdn: 'a.corp.contoso.com' };
    const other = { name: 'B', domain: 'CORP', fqdn: 'b.corp.fabrikam.com' };
    expect(keysOf([bare])).toEqual(['corp\\dc01']);
    expect(keysOf([bare, one, other])[0]).toBe('corp\\dc01');
    // An FQDN of another machine proves nothing about the domain.
    expect(keysOf([bare, { name: 'A', domain: 'CORP', fqdn: 'alias.corp.contoso.com' }])[0]).toBe(
      'corp\\dc01',
    );
  });

  test('when other hosts of domains that are known come and go', () => {
    const others = [
      { name: 'DC02', fqdn: 'dc02.contoso.com' },
      { name: 'DC01', domain: 'fabrikam.com' },
      { name: 'X', domain: 'FABRIKAM', fqdn: 'x.fabrikam.com' },
      { name: 'DC01' },
    ];
    expect(printsOf([full, ...others])[0]).toBe(printsOf([full])[0]);
  });
});

describe('for hosts of any domains', () => {
  const domains = [
    ['CORPC', 'corp.contoso.com'],
    ['CORPF', 'corp.fabrikam.com'],
    ['CONTOSO', 'contoso.com'],
    ['LOCAL', 'contoso.local'],
  ] as const;
  const host = fc.record({ label: fc.constantFrom('DC01', 'DC02', 'corp'), domain: fc.nat(3) });
  type Host = { label: string; domain: number };
  const SPELLINGS: ((label: string, netBios: string, dns: string) => object)[] = [
    (name, domain) => ({ name, domain }),
    (name, domain, dns) => ({ name, domain, fqdn: `${name}.${dns}` }),
    (name, _, domain) => ({ name, domain }),
    (name, _, dns) => ({ name: `${name}.${dns}` }),
    (name, netBios) => ({ name: `${netBios}\\${name}` }),
    (name, netBios, dns) => ({ name: `${netBios}\\${name}`, domain: dns }),
    (name, _, dns) => ({ name, fqdn: `${name}.${dns}`.toUpperCase(), address: '10.0.0.1' }),
    (name, _, dns) => ({ fqdn: `${name.toLowerCase()}.${dns}.` }),
  ];
  const proofs = domains.map(([domain, dns]) => ({ name: 'PROOF', domain, fqdn: `proof.${dns}` }));
  const spell = ({ label, domain }: Host, way: number) => {
    const [netBios, dns] = domains[domain] ?? ['', ''];
    return SPELLINGS[way]?.(label, netBios, dns) ?? {};
  };
  const spelt = fc.tuple(host, fc.nat(SPELLINGS.length - 1));

  test('it is one for the spellings of one, and another one for another', () => {
    fc.assert(
      fc.property(spelt, spelt, fc.constantFrom('upper', 'lower'), ([a, way], [b, other], to) => {
        const [one, two] = [spell(a, way), spell(b, other)];
        const cased = Object.fromEntries(Object.entries(two).map(([field, text]) => [field, to === 'upper' ? String(text).toUpperCase() : String(text).toLowerCase()])); // prettier-ignore
        const [left, right] = printsOf([one, cased, ...proofs]);
        expect(left === right).toBe(a.label === b.label && a.domain === b.domain);
      }),
      { numRuns: 60 },
    );
  });
});
