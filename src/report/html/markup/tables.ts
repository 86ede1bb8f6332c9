import { type Child, html, type Markup } from './markup';

/**
 * A table whose first column names the row. On a phone its cells stand below each other, each behind the name
 * of its column.
 */
export function stackTable(heads: readonly string[], rows: readonly (readonly Child[])[]): Markup {
  return html`<table class="stack">
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(([name = null, ...cells]) => stackRow(name, cells, heads))}
    </tbody>
  </table>`;
}

function stackRow(name: Child, cells: readonly Child[], heads: readonly string[]): Markup {
  return html`<tr>
    <th scope="row">${name}</th>
    ${cells.map((cell, at) => html`<td data-label="${heads[at + 1] ?? ''}">${cell}</td>`)}
  </tr> `;
}

export function card(title: string, content: Markup): Markup {
  return html`<section class="card">
    <h3>${title}</h3>
    ${content}
  </section> `;
}
