/** The part of the script of a page that is about its estates; as text for the reasons of script.ts. */
export const ESTATES_SCRIPT = String.raw`  /** Where no rule is left: an estate in which nothing is open is found by its name. */
  const sayEstates = () => {
    const found = estates.filter(({ estate }) => !estate.hidden).length;
    return found === 0 ? 'Nothing matches these filters.' : 'No rule matches; estates found: ' + say(found) + '.';
  };

  const rowsOf = new Map(
    [.../** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll('.overview tbody tr'))].map((row) => [
      row.querySelector('a')?.hash,
      row,
    ]),
  );
  /** Each estate with its row of the overview. */
  const estates = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('details.estate')]).map((estate) => ({
    estate,
    row: rowsOf.get('#' + estate.id),
  }));

  /** Hides the estates in which nothing is left, but never one that could not be judged. @param {string} name */
  const hideEstates = (name) => {
    for (const { estate, row } of estates) {
      const isEmpty = estate.querySelector('li.rule') === null;
      const isFound = estate.querySelector('li.rule:not([hidden])') !== null;
      const isNamed = isEmpty && (estate.querySelector('h2')?.textContent?.toLowerCase().includes(name) ?? true);
      estate.hidden = !isFound && !isNamed && estate.querySelector('.verdict.error') === null;
      if (row) row.hidden = estate.hidden;
    }
  };`;
