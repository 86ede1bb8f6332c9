import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { formatMarkdown, formatShortMarkdown } from '../../../src/report/formats/markdown';
import { markdownCode, markdownLink, escapeMarkdown } from '../../../src/report/text/markdown';
import { escapeControls } from '../../../src/report/text/control-characters';
import {
  contoso,
  errorReport,
  fleet,
  HOSTILE,
  hostile,
  OPTIONS,
  sampleFleet,
} from '../../support/report/report-sample';

// html and linkify on: what could come of hostile text on a page that allows both.
const parser = new MarkdownIt({ html: true, linkify: true });

/** The visible text of rendered Markdown, and every tag and address in it. */
function rendered(text: string): { text: string; tags: Set<string>; links: string[] } {
  const tokens = parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const visible = tokens.filter(
    ({ type }) => type === 'text' || type === 'code_inline' || type === 'text_special',
  );
  return {
    text: visible.map(({ content }) => content).join(''),
    tags: new Set(
      tokens.flatMap(({ tag, type }) => (type.startsWith('html') ? ['html'] : tag === '' ? [] : [tag])),
    ),
    links: tokens.flatMap((token) => token.attrGet('href') ?? []),
  };
}

const CELL = (text: string) => `| a | b |\n| --- | --- |\n| ${text} | end |\n`;

/** markdown-it makes a link of "0.ac" too; the extension of GitHub and GitLab wants a scheme, www. or an @. */
function isBareDomain(value: string): boolean {
  return /[.]/.test(value) && !/:\/\/|www[.]|@/i.test(value);
}

test.each([
  ['text', escapeMarkdown],
  ['code', markdownCode],
])('%s in a line and in a table cell is shown as it is and makes no markup', (_, escape) => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant(HOSTILE)), (raw) => {
      const value = raw.trim();
      // A code span never becomes a link, whatever the viewer; one with "|" is written as text.
      const isText = escape === escapeMarkdown || value.includes('|');
      const allowed = isText && isBareDomain(value) ? ['a'] : [];
      const line = rendered(`- x ${escape(value)}\n`);
      expect(line.text.trimEnd()).toBe(`x ${escapeControls(value)}`.trimEnd());
      expect([...line.tags].filter((tag) => !['ul', 'li', 'p', 'code', ...allowed].includes(tag))).toEqual(
        [],
      );
      const cell = rendered(CELL(escape(value)));
      expect(cell.text).toBe(`ab${escapeControls(value)}end`);
      const inTable = ['table', 'thead', 'tbody', 'tr', 'th', 'td', 'code', ...allowed];
      expect([...cell.tags].filter((tag) => !inTable.includes(tag))).toEqual([]);
    }),
    { numRuns: 500, examples: [['0.AC']] },
  );
});

test('a mention or reference has its sign in a code span, where GitHub and GitLab do not look', () => {
  expect(escapeMarkdown('ask @org/team about #12')).toBe('ask `@`org/team about `#`12');
  expect(escapeMarkdown('see http://x.example or www.x.example')).toBe(
    'see http\\://x.example or www\\.x.example',
  );
});

test('links go to web addresses only', () => {
  expect(markdownLink('a]b', 'https://x.example/a(b)?c=1&d')).toBe(
    '[a\\]b](https://x.example/a%28b%29?c=1&amp;d)',
  );
  expect(markdownLink('a', 'javascript:alert(1)')).toBe('a');
  expect(markdownLink('a', 'https://user:secret@x.example/')).toBe('[a](https://x.example/)');
});

test('a report has a section for each status, a table for each open rule, and the page as a link', () => {
  const { text, links } = rendered(formatMarkdown(fleet(contoso()), OPTIONS));
  const sections = [
    'In the way',
    'Warnings',
    'Cannot be judged',
    'Waived',
    'Do not apply',
    'Hold',
    'Sources',
  ];
  expect(sections.filter((section) => !text.includes(section))).toEqual([]);
  expect(text).toContain('CONTOSO\\DC07fail');
  expect(new Set(links)).toEqual(
    new Set(['https://docs.netwrix.com/docs/threatprevention/7.4/install/upgrade/overview']),
  );
});

test('the evidence to do is a list with whole commands', () => {
  const command = `tp-doctor gather --environment 'a|b' ${'--policies p.xml '.repeat(90)}`.trim();
  const task = { action: 'Ask', command, owner: 'DBA', rules: ['a', 'b'], subjects: 3, blocking: 1 };
  const { text } = rendered(formatMarkdown(fleet({ ...contoso(), evidence: [task] }), OPTIONS));
  expect(text).toContain('1 thing to do, 2 rules wait for it.');
  expect(text).toContain('Ask (DBA, 2 rules, 1 can block, 3 objects)');
  expect(text).toContain(command);
});

test('hostile text makes no HTML, no image and no link but the page of the rule', () => {
  const { tags, links } = rendered(formatMarkdown(fleet(hostile(), hostile()), OPTIONS));
  expect([...tags].filter((tag) => ['html', 'img', 'script', 'em', 'strong', 's'].includes(tag))).toEqual([]);
  expect(links.filter((link) => !link.startsWith('https://x.example/'))).toEqual([]);
});

test('several estates come worst first in a table; an error says what was wrong', () => {
  const text = formatMarkdown(sampleFleet(), OPTIONS);
  const order = ['estates/broken.json', 'contoso-prod', 'fabrikam'].map((name) =>
    text.indexOf(`| \`${name}\``),
  );
  expect(order.every((place) => place > 0)).toBe(true);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(formatMarkdown(fleet(errorReport()), OPTIONS)).toContain('broken.json: not JSON');
});

test('a limit says how many it leaves out', () => {
  const text = formatShortMarkdown(fleet(contoso()), 1);
  expect(text).toContain('CONTOSO\\DC07');
  expect(text).toContain('… and 1 more.');
});
