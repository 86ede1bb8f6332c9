import { html, formatTime, trusted, webLink } from '../../../../src/report/html/markup/markup';

describe('html', () => {
  test('escapes every value for content and for quoted attributes', () => {
    expect(html`<p title="${'"><script>'}">${`<b>'&'</b>`}</p>`.source).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&#39;&amp;&#39;&lt;/b&gt;</p>',
    );
  });

  test('shows control and bidirectional characters as escapes', () => {
    expect(html`${'a\u0000\u202eb\n\ud800'}`.source).toBe('a\\x00\\u202eb\\n\\ud800');
  });

  test('keeps other scripts and emoji', () => {
    expect(html`${'שרת 01 🖥'}`.source).toBe('שרת 01 🖥');
  });

  test('takes markup as it is, joins lists and leaves null and false out', () => {
    expect(html`${[html`<i>${1}</i>`, null, false, '<']}${trusted('<hr>')}`.source).toBe('<i>1</i>&lt;<hr>');
  });

  test('makes one space of a line break and its indent', () => {
    // prettier-ignore
    const markup = html`<p>
      ${'x'}
    </p>`;
    expect(markup.source).toBe('<p> x </p>');
  });

  test('cuts a long text without halving a character', () => {
    expect(html`${`${'a'.repeat(999)}😀${'b'.repeat(500)}`}`.source).toBe(
      `${'a'.repeat(999)}… (1,501 characters)`,
    );
  });
});

describe('webLink', () => {
  test.each(['https://docs.netwrix.com/a?b=1&c="', 'http://intranet/page'])('links %s', (url) => {
    expect(webLink('Page', url).source).toMatch(
      /^<a href="https?:\/\/[^"<>]*" rel="noopener noreferrer"\s*>Page<\/a/,
    );
  });

  test.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//host/x',
    'file:///etc/passwd',
    '',
  ])('shows %j as text', (url) => {
    expect(webLink('Page', url).source).toBe(`Page: ${url}`);
  });
});

describe('moment', () => {
  test('says a time in UTC', () => {
    expect(formatTime('2026-11-20T23:30:00+02:00').source).toBe(
      '<time datetime="2026-11-20T21:30:00.000Z">2026-11-20 21:30 UTC</time>',
    );
  });

  test.each([
    ['', 'unknown'],
    ['<soon>', '&lt;soon&gt;'],
  ])('keeps %j, which is none', (text, shown) => {
    expect(formatTime(text).source).toBe(shown);
  });
});
