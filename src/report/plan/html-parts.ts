import type { Plan } from '../../model/plan';
import { html, type Markup, wholeCommand } from '../html/markup/markup';
import { formatTaskCounts, groupTasks, TASKS_HEADING } from '../view/tasks';

/** Shown by the script: how far one is, and the record to keep. */
export function progress(): Markup {
  return html`<div id="state" hidden>
    <progress id="progress" value="0" max="1" aria-label="Steps done"></progress>
    <span id="count" role="status"></span>
    <button type="button" id="json">Export as JSON</button>
    <button type="button" id="markdown">Export as Markdown</button>
    <p id="said" role="status" class="unknown"></p>
  </div>`;
}

/** The evidence that is missing before the first hop, each command once: later hops wait for the same. */
export function evidence({ hops }: Plan): Markup | null {
  const tasks = groupTasks(hops[0] ?? {});
  if (tasks.length === 0) return null;
  return html`<section>
    <h2>${TASKS_HEADING}</h2>
    <ol class="tasks">
      ${tasks.map(
        ({ command: text, tasks: own }) =>
          html`<li>
            ${own.map((task) => html`<p>${task.action} <small>${formatTaskCounts(task)}</small></p> `)}
            ${command(text)}
          </li> `,
      )}
    </ol>
  </section>`;
}

/** A command with a button that copies it, where scripts run. */
export function command(text: string): Markup {
  return html`<div class="command">
    <code>${wholeCommand(text)}</code> <button type="button" class="copy" hidden>Copy</button>
  </div>`;
}

/** On paper only. */
export function approval(): Markup {
  return html`<section class="approval" aria-label="Approval">
    <h2>Decision of the change board</h2>
    ${table(
      ['', 'Name', 'Decision', 'Date', 'Signature'],
      ['Prepared by', 'Change owner', 'Approved by'].map(
        (role) =>
          html`<tr>
            <th scope="row">${role}</th>
            <td></td>
            <td></td>
            <td></td>
            <td></td>
          </tr>`,
      ),
    )}
  </section>`;
}

export function table(head: readonly string[], rows: readonly Markup[]): Markup {
  return html`<table>
    <thead>
      <tr>
        ${head.map((text) => html`<th scope="col">${text}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
