import type { Fleet } from '../../model/report';
import { STATUSES } from '../view/order';
import { formatCategory, STATUS_LABELS } from './markup/labels';
import { formatNumber, html, type Markup } from './markup/markup';

/** The form that filters the results. Hidden until the script runs, as nothing would work without it. */
export function filterForm({ reports }: Fleet): Markup {
  const results = reports.flatMap((report) => report.results);
  const categories = [...new Set(results.map((result) => result.category))];
  const boxes = STATUSES.map((status) => {
    const number = results.filter((result) => result.status === status).length;
    return html`<label class="pill ${status}"
      ><input type="checkbox" name="status" value="${status}" checked /> ${STATUS_LABELS[status].badge}
      <span class="number">${formatNumber(number)}</span></label
    > `;
  });
  return html`<form
    id="filters"
    class="card"
    role="search"
    aria-label="Filter the results"
    autocomplete="off"
    hidden
  >
    <fieldset>
      <legend>Status</legend>
      ${boxes}
    </fieldset>
    <p>
      <label for="category">Category</label
      ><select id="category" name="category">
        <option value="">All categories</option>
        ${categories.map((category) => html`<option value="${category}">${formatCategory(category)}</option>`)}
      </select>
    </p>
    <p>
      <label for="text">Text</label
      ><input
        id="text"
        name="text"
        type="search"
        placeholder="${reports.length > 1 ? 'estate, rule or message' : 'rule or message'}"
      />
    </p>
    <p>
      <label for="subject">Agent or object</label
      ><input id="subject" name="subject" type="search" placeholder="name" />
    </p>
    <p class="end"><button type="reset">Reset</button></p>
    <p id="count" role="status" aria-live="polite"></p>
  </form>`;
}
