import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRules, readSteps } from '../../scripts/rule-files';
import { ROOT } from '../support/cli/run';

/**
 * Claims that texts of 1.0 made without a page of the vendor, or against it: what a text must say, and what it must not.
 * No example of a rule would notice that a sentence comes back.
 */
const CLAIMS: { claim: string; of: string[]; says?: RegExp; never?: RegExp }[] = [
  {
    claim:
      'the wizard is for certificates of an external authority, renewal of default ones is not documented',
    of: ['certs-not-expired', 'certs-not-expiring', 'certs-key-matches', 'certs-info-complete'],
    says: /\(customSigned\).* default certificates.*Do not run the Certificate Management Wizard there.*not documented/,
  },
  {
    claim: 'that a certificate in order is needed before an upgrade is engineering',
    of: ['certs-not-expired', 'certs-key-matches'],
    says: /engineering, not a sentence of the vendor/,
  },
  {
    claim: 'without the roots the Agent cannot upgrade itself, and the page has three steps',
    of: ['agent-trusted-roots-present'],
    says: /cannot upgrade itself.*uninstall the Agent, install the newest one by hand, then import/,
  },
  {
    claim: 'a duplicate row may lose the connection, and rows are deleted with Support alone',
    of: ['agent-name-unique'],
    says: /may show Lost Connection.*only together with Netwrix Support/,
    never: /will show/,
  },
  {
    claim: 'an old HIBP database: required by the vendor, no effect on the checks is documented',
    of: ['hibp-update-unneeded', 'hibp-updated'],
    says: /vendor requires it.*outside office hours/,
    never: /until then|not checked/,
  },
  {
    claim: 'an exclusion is a whitelist, never a defence switched off',
    of: ['agent-lsass-access-free'],
    says: /whitelist/,
    never: /self-defen[cs]e|switch .* off/,
  },
  {
    claim: 'the locale does not change the language of the installation',
    of: ['em-language-us-english'],
    says: /installation of Windows/,
    never: /Set-WinSystemLocale|Set the system locale/,
  },
  {
    claim: 'a default language is a sign of the installed one, no proof',
    of: ['sql-language-us-english'],
    says: /a sign of it, no proof/,
  },
  {
    claim: 'all that changes about logs in 8.1',
    of: ['log-collectors-adapted'],
    says: /EventTrace\.log.*ADTrace\.log.*LDAPTrace\.log.*ZIP.*console.*SI Events.*NLog/,
  },
  {
    claim: 'Intervals is no value of DebugFilter',
    of: ['logging-settings-converted'],
    says: /DebugFilter = Rules/,
    never: /DebugFilter = Intervals/,
  },
  {
    claim:
      'the installer of the Agent is updated first, the console stays open, the order of Agents is own advice',
    of: ['agents-upgraded'],
    says: /Update Agent Installer.*Keep the console open.*Good practice, not a sentence of the vendor: begin with one server/,
  },
  {
    claim: 'the same before a hop, while the older Enterprise Manager runs',
    of: ['agents-at-minimum'],
    says: /Update Agent Installer.*Check for Newer Version.*Apply Update.*Keep the console open/,
  },
  {
    claim: 'for 7.3.9 no page says that files stay',
    of: ['files-untouched'],
    says: /for 7\.3\.9 it is good practice/,
  },
  {
    claim: 'no page has an order of Enterprise Manager and Reporting Module',
    of: ['reporting-module-upgraded'],
    says: /the page names no order/,
  },
  {
    claim: 'the command of the console',
    of: ['agent-deployed-everywhere'],
    says: /choose Install Agent/,
    never: /Deploy Agent/,
  },
  {
    claim: 'no way back is documented, and the version stands in the title bar',
    of: ['target-is-newer'],
    says: /title bar.*not documented/,
    never: /Help > About|only possible by restoring/,
  },
  {
    claim: 'an older Agent must first be upgraded; what a later Enterprise Manager accepts is not said',
    of: ['agent-version-accepted'],
    says: /must be at \{minimumAgent\} or later/,
    never: /accepts \{minimumAgent\}/,
  },
  {
    claim: 'exclusions by hash stand on the page about Agents',
    of: ['hashes-excluded'],
    says: /install\/upgrade\/agent"/,
    never: /hooking-into-lsass/,
  },
  {
    claim: 'each pair of versions is proven by the page of that version of Activity Monitor',
    of: ['nas-activity-monitor-compatible'],
    says: /7_1\/install\/overview.*8_0\/install\/overview.*9_0\/install\/overview.*10_0\/install\/overview/,
  },
  {
    claim: 'hotfix builds are linked by the article, with the events that each system loses',
    of: ['agent-hotfix-current'],
    says: /links of the article.*Kerberos.*NTLM.*LDAP/,
    never: /from Netwrix Support/,
  },
  { claim: 'no restart of an installer is documented', of: ['em-dotnet-supported'], never: /restart/ },
  {
    claim: 'the lesser rights of the maintenance page are not for the login of the product',
    of: ['sql-login-owner'],
    says: /lesser rights: they are for the account of that job only/,
  },
];
const TEXTS = readTexts();

function readTexts(): Map<string, string> {
  const rules = join(ROOT, 'rules');
  const all = [...readSteps<{ id: string }>(rules), ...readRules<{ id: string }>(rules)];
  return new Map(all.map((one) => [one.id, JSON.stringify(one)]));
}

test.each(CLAIMS)('$claim', ({ of, says = /^/, never }) => {
  for (const id of of) {
    expect(TEXTS.get(id)).toMatch(says);
    if (never) expect(TEXTS.get(id)).not.toMatch(never);
  }
});

test('a page of Threat Prevention is that of the target, unless it says for which targets it is', () => {
  const fixed = [...TEXTS].flatMap(([id, text]) => {
    const { references = [] } = JSON.parse(text) as { references?: { url: string; target?: string }[] };
    return references.filter(({ url, target }) => /threatprevention\/\d/.test(url) && !target).map(() => id);
  });
  expect(fixed).toEqual([]);
});

type Worded = { id: string; title: string; each?: string; pick?: object; failureTitle?: unknown };

describe('what is wrong where a rule does not hold', () => {
  const worded = [...TEXTS.values()].map((text) => JSON.parse(text) as Worded & { phase: string });
  const rules = worded.filter(({ phase }) => /upgrade|always/.test(phase));

  test.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s says it, and of a list of how many',
    (_id, rule) => {
      const texts = textsOf(rule.failureTitle);
      expect(texts.length).toBe(/\*/.test(rule.each ?? '') && !rule.pick && !isOfOne(rule) ? 2 : 1);
      for (const text of texts) {
        expect(text).toMatch(/^(\{count\} |[A-Z]).*[^.]$/);
        expect(text.length).toBeLessThanOrEqual(120);
        expect(text).not.toBe(rule.title);
      }
    },
  );
});

/** A list of which one element by its name is judged. */
function isOfOne(rule: object): boolean {
  return 'members' in rule && (rule.members as { values: unknown[] }).values.length === 1;
}

function textsOf(title: unknown): string[] {
  return typeof title === 'string' ? [title] : Object.values((title ?? {}) as Record<string, string>);
}

test('a command that is printed can be run as it is: "…" stands only for the first folders of a path', () => {
  const texts = ['evidence', 'questions'].map((name) => [
    name,
    readFileSync(join(ROOT, `rules/${name}.json`), 'utf8'),
  ]);
  const cut = [...TEXTS, ...texts].filter(([, text]) => /…(?!\\)/.test(String(text)));
  expect(cut.map(([id]) => id)).toEqual([]);
});
