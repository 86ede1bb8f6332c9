/**
 * The script of the runbook, as text for the reasons of html/assets/script.ts. Ticks, times and notes are the reader's own: they stay
 * in this browser, under a key that is a digest of the plan, and go into the page as values of fields only.
 */
export const PLAN_SCRIPT = String.raw`'use strict';
(() => {
  /** @typedef {{ done: boolean, time: string, note: string }} Entry */
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  const key = 'tp-doctor-plan-' + (main.dataset.plan ?? '');
  const state = document.getElementById('state');
  if (!state) return;
  const said = /** @type {HTMLElement} */ (document.getElementById('said'));
  const bar = /** @type {HTMLProgressElement} */ (document.getElementById('progress'));
  const count = /** @type {HTMLElement} */ (document.getElementById('count'));

  const steps = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('li.step')]).map((item) => ({
    id: item.dataset.step ?? '',
    box: /** @type {HTMLInputElement} */ (item.querySelector('input[type=checkbox]')),
    time: /** @type {HTMLInputElement} */ (item.querySelector('.time')),
    note: /** @type {HTMLTextAreaElement} */ (item.querySelector('.note')),
    title: item.querySelector('.title')?.textContent ?? '',
    hop: item.closest('section')?.querySelector('h2')?.firstChild?.textContent?.trim() ?? '',
    record: /** @type {HTMLElement} */ (item.querySelector('.record')),
  }));

  let isKept = true;
  const refused = () => {
    if (isKept) said.textContent = 'This browser keeps nothing for this page: export the record before you close it.';
    isKept = false;
  };

  /** @returns {Record<string, Partial<Entry>>} */
  const load = () => {
    try {
      const value = JSON.parse(localStorage.getItem(key) ?? '{}');
      return typeof value === 'object' && value !== null ? value : {};
    } catch {
      refused();
      return {};
    }
  };

  const save = () => {
    try {
      const entries = steps.map(({ id, box, time, note }) => [id, { done: box.checked, time: time.value, note: note.value }]);
      localStorage.setItem(key, JSON.stringify(Object.fromEntries(entries)));
    } catch {
      refused();
    }
  };

  const sayProgress = () => {
    const done = steps.filter(({ box }) => box.checked).length;
    bar.max = Math.max(1, steps.length);
    bar.value = done;
    count.textContent = done + ' of ' + steps.length + ' steps done';
  };

  /** Local time to the minute. */
  const now = () => {
    const at = new Date();
    return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16).replace('T', ' ');
  };

  const kept = new Map(Object.entries(load()));
  for (const { id, box, time, note, record } of steps) {
    const { done = false, time: at = '', note: text = '' } = kept.get(id) ?? {};
    box.checked = done === true;
    time.value = String(at);
    note.value = String(text);
    record.hidden = false;
    box.addEventListener('change', () => {
      if (box.checked && time.value === '') time.value = now();
      save();
      sayProgress();
    });
    for (const field of [time, note]) field.addEventListener('input', save);
  }
  sayProgress();
  state.hidden = false;

  /** @param {string} name @param {string} type @param {string} text */
  const download = (name, type, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /** One line on which no sign is markup. @param {string} text */
  const plain = (text) =>
    text
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
      .replace(/[\\${'`'}*_[\]<>|~&$!#@:]/g, '\\$&')
      .trim();

  const record = () => ({
    plan: document.querySelector('h1')?.textContent ?? '',
    about: main.dataset.about ?? '',
    digest: main.dataset.plan ?? '',
    exported: new Date().toISOString(),
    steps: steps.map(({ id, hop, title, box, time, note }) => ({
      ...{ id, hop, title, done: box.checked, time: time.value, note: note.value },
    })),
  });

  const markdown = () => {
    const { plan, about, digest, exported, steps: list } = record();
    const lines = list.map(({ hop, title, done, time, note }) => {
      const ends = [time, note].filter((text) => text !== '').map(plain);
      return '- [' + (done ? 'x' : ' ') + '] ' + [plain(hop + ': ' + title), ...ends].join('; ');
    });
    return ['# ' + plain(plan), '', plain(about), '', 'Plan ' + digest + ', exported ' + exported, '', ...lines, ''].join('\n');
  };

  /** @param {HTMLElement} code */
  const copy = async (code) => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? '');
      return true;
    } catch {
      getSelection()?.selectAllChildren(code);
      return document.execCommand('copy');
    }
  };

  document.getElementById('json')?.addEventListener('click', () =>
    download('runbook.json', 'application/json', JSON.stringify(record(), null, 2) + '\n'),
  );
  document.getElementById('markdown')?.addEventListener('click', () => download('runbook.md', 'text/markdown', markdown()));
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button.copy'))) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const code = button.parentElement?.querySelector('code');
      button.textContent = code && (await copy(code)) ? 'Copied' : 'Select it and copy';
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
  }
})();
`;
