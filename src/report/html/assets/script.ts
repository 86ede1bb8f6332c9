import { FIRST_ROWS } from '../sections/findings';
import { ESTATES_SCRIPT } from './estates-script';

/**
 * The script of the page, as text. It is text and not a function of this project, because the project is
 * compiled for Node (no types of a browser, and a bundler and a coverage tool that rewrite functions, so that
 * `toString` would give another script in tests than in the product), and because the policy of the page
 * names the hash of exactly these bytes. test/report/html/assets/script.test.ts checks it with the compiler in strict mode
 * against the types of the DOM; its comments are JSDoc for that.
 *
 * It shows nothing that the page does not hold already: it hides, pages and counts. Rows are taken over as
 * the markup the reporter has escaped, from the table and from the `noscript` behind it, one a line.
 */
export const SCRIPT = String.raw`'use strict';
(() => {
  const PAGE = ${FIRST_ROWS};
  const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

  /**
   * @typedef {{ status: Set<string>, category: string, text: string, subject: string }} Query
   * @typedef {{ markup: string, text: string, subject: string }} Row
   */

  const form = /** @type {HTMLFormElement} */ (document.getElementById('filters'));
  if (!form) return;
  const counter = /** @type {HTMLElement} */ (document.getElementById('count'));
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('[name=status]')]);

  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

  /** @param {number} number */
  const say = (number) => number.toLocaleString('en-US');

  /** The text of a row's markup, in small letters. @param {string} markup */
  const textOf = (markup) =>
    markup
      .replace(/<[^>]*>/g, ' ')
      .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (entity)])
      .toLowerCase();

  /** @param {string} markup @returns {Row} */
  const readRow = (markup) => {
    const [head = ''] = markup.split('<small>', 1)[0]?.split('</th>', 1) ?? [];
    return { markup, text: textOf(markup), subject: textOf(head) };
  };

  class Rule {
    /** @param {HTMLElement} item */
    constructor(item) {
      this.item = item;
      this.status = item.dataset.status ?? '';
      this.category = item.dataset.category ?? '';
      this.total = Number(item.dataset.findings ?? 0);
      this.details = item.querySelector('details');
      this.wasOpen = this.details?.open ?? false;
      this.body = /** @type {HTMLElement | null} */ (item.querySelector('table.findings > tbody'));
      this.more = /** @type {HTMLElement | null} */ (item.querySelector('.more'));
      this.limit = PAGE;
      this.isWhole = true;
      /** @type {Row[] | undefined} */
      this.rows = undefined;
      /** @type {string | undefined} */
      this.about = undefined;
    }

    /** All rows, read when they are needed first. */
    allRows() {
      if (this.rows) return this.rows;
      const markup = (this.body?.innerHTML ?? '') + (this.item.querySelector('noscript')?.textContent ?? '');
      const lines = markup.split('\n');
      this.rows = lines.filter((line) => line.startsWith('<tr')).map(readRow);
      return this.rows;
    }

    aboutText() {
      const estate = this.item.closest('details.estate')?.querySelector('h2 bdi');
      this.about ??= [...(estate ? [estate] : []), ...this.item.querySelectorAll('.head, .advice')]
        .map((part) => part.textContent ?? '')
        .join(' ')
        .toLowerCase();
      return this.about;
    }

    /** The findings a query leaves, or null where the rule itself falls out. @param {Query} query */
    match({ status, category, text, subject }) {
      if (!status.has(this.status) || (category !== '' && category !== this.category)) return null;
      if (text === '' && subject === '') return { number: this.total, rows: undefined };
      const isAbout = text === '' || this.aboutText().includes(text);
      const rows = this.allRows().filter(
        (row) => (isAbout || row.text.includes(text)) && (subject === '' || row.subject.includes(subject)),
      );
      return rows.length > 0 || (isAbout && subject === '') ? { number: rows.length, rows } : null;
    }

    /** @param {Row[] | undefined} rows undefined for all */
    show(rows) {
      this.matched = rows;
      if (!this.body || (!rows && this.isWhole && this.limit === PAGE)) return this.sayMore();
      const shown = (rows ?? this.allRows()).slice(0, this.limit);
      this.isWhole = !rows;
      this.body.innerHTML = shown.map((row) => row.markup).join('\n');
      this.sayMore();
    }

    sayMore() {
      if (!this.more) return;
      const number = this.matched?.length ?? this.total;
      const text = 'Showing ' + say(Math.min(this.limit, number)) + ' of ' + say(number) + '.';
      const place = /** @type {HTMLElement} */ (this.more.firstElementChild);
      if (place.textContent !== text) place.textContent = text;
      for (const button of this.more.querySelectorAll('button')) button.hidden = number <= this.limit;
      this.more.hidden = number <= PAGE;
    }

    /** Shows more rows and, as its button may vanish, moves on to the first of them. @param {number} step */
    grow(step) {
      const first = this.limit;
      this.limit += step;
      this.isWhole = false;
      this.show(this.matched);
      const row = /** @type {HTMLElement | undefined} */ (this.body?.querySelectorAll('tr')[first]);
      if (!row) return;
      row.tabIndex = -1;
      row.focus();
    }
  }

  const rules = [...document.querySelectorAll('li.rule')].map((item) => new Rule(/** @type {HTMLElement} */ (item)));
  const findings = rules.reduce((sum, rule) => sum + rule.total, 0);

  /** @returns {Query} */
  const readQuery = () => ({
    status: new Set(boxes.filter((box) => box.checked).map((box) => box.value)),
    category: field('category').value,
    text: field('text').value.trim().toLowerCase(),
    subject: field('subject').value.trim().toLowerCase(),
  });

  /** @param {boolean} searching whether to unfold what was found, or to fold it again */
  const apply = (searching) => {
    const query = readQuery();
    const isSearch = query.text !== '' || query.subject !== '';
    let [ruleCount, findingCount] = [0, 0];
    for (const rule of rules) {
      const match = rule.match(query);
      rule.item.hidden = !match;
      if (searching) rule.limit = PAGE;
      if (match) {
        ruleCount += 1;
        findingCount += match.number;
        rule.show(match.rows);
      }
      if (searching && rule.details) rule.details.open = isSearch ? (match?.number ?? 0) > 0 : rule.wasOpen;
    }
    countGroups(searching, isSearch);
    counter.textContent =
      ruleCount === 0
        ? sayEstates()
        : 'Showing ' + say(ruleCount) + ' of ' + say(rules.length) + ' rules and ' + say(findingCount) + ' of ' + say(findings) + ' findings.';
    writeHash(query);
  };

  const groups = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.group')]).map((group) => ({
    group,
    wasOpen: group.open,
  }));

${ESTATES_SCRIPT}
  /**
   * Hides groups and estates in which nothing is left, and counts the others.
   * @param {boolean} searching @param {boolean} isSearch
   */
  const countGroups = (searching, isSearch) => {
    for (const { group, wasOpen } of groups) {
      const left = group.querySelectorAll('li.rule:not([hidden])').length;
      group.hidden = left === 0;
      if (searching) group.open = isSearch || wasOpen;
      const number = group.querySelector('summary .number');
      if (number) number.textContent = say(left);
    }
    hideEstates(field('text').value.trim().toLowerCase());
  };

  /** Keeps the filters in the address, so that a view can be passed on. @param {Query} query */
  const writeHash = ({ status, category }) => {
    const parts = new URLSearchParams();
    if (status.size < boxes.length) parts.set('status', [...status].join(','));
    if (category !== '') parts.set('category', category);
    for (const name of ['text', 'subject']) if (field(name).value !== '') parts.set(name, field(name).value);
    const hash = parts.size > 0 ? '#' + parts : '';
    if (hash !== '' || location.hash.includes('=')) history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash);
  };

  /** Takes the filters from the address, or unfolds the estate it names. */
  const readHash = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
    if (!location.hash.includes('=')) return;
    const parts = new URLSearchParams(location.hash.slice(1));
    const status = parts.get('status')?.split(',');
    for (const box of boxes) box.checked = status ? status.includes(box.value) : true;
    for (const name of ['category', 'text', 'subject']) field(name).value = parts.get(name) ?? '';
    if (field('category').value !== (parts.get('category') ?? '')) field('category').value = '';
    apply(true);
  };

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) =>
    apply(event.target instanceof HTMLInputElement && event.target.type === 'search'),
  );
  form.addEventListener('reset', () => setTimeout(() => apply(true)));
  addEventListener('hashchange', readHash);
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('.more button') : null;
    if (!(button instanceof HTMLElement)) return;
    rules.find((rule) => rule.item.contains(button))?.grow(Number(button.dataset.step));
  });

  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener('beforeprint', () => {
    const closed = 'details.estate:not([open]), details.group:not([open]), .tasks details:not([open]), li.rule details:not([open])';
    opened = [...document.querySelectorAll(closed)].filter((one) => one instanceof HTMLDetailsElement);
    for (const one of opened) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
  });

  for (const rule of rules) rule.sayMore();
  form.hidden = false;
  counter.textContent = say(rules.length) + ' rules, ' + say(findings) + ' findings.';
  readHash();
})();
`;
