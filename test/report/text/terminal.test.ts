import { formatLink } from '../../../src/report/text/terminal';

const LINKS = { hyperlinks: true };

test('a link is OSC 8 around its text, where links are wanted', () => {
  const address = 'https://docs.netwrix.com/docs';
  expect(formatLink('Page', address, LINKS)).toBe(`\u001b]8;;${address}\u001b\\Page\u001b]8;;\u001b\\`);
  expect(formatLink('Page', address, { hyperlinks: false })).toBe('Page');
});

test.each(['javascript:alert(1)', 'file:///etc/passwd', 'no address', ''])('%j is no link', (address) => {
  expect(formatLink('Page', address, LINKS)).toBe('Page');
});

test('an address cannot end its link, and is printable ASCII only', () => {
  const hostile = 'https://x.example/a\u001b\\b\u0007c \u202e\u00e9\ud83d\ude00?q=\u009c';
  const [, address = ''] = /^\u001b\]8;;([^]*?)\u001b\\Page/.exec(formatLink('Page', hostile, LINKS)) ?? [];
  expect(address).toMatch(/^https:\/\/x\.example\/[!-~]+$/);
  expect(address).toContain('%1B');
});
