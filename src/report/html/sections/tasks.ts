import type { Report } from '../../../model/report';
import {
  formatTaskCounts,
  formatTaskTotal,
  groupTasks,
  listWaiting,
  type TaskGroup,
  TASKS_HEADING,
} from '../../view/tasks';
import { html, type Markup, wholeCommand } from '../markup/markup';

/** The evidence to do, each command once and whole; nothing where none is missing. */
export function taskList(report: Pick<Report, 'evidence'>): Markup | null {
  const { evidence = [] } = report;
  if (evidence.length === 0) return null;
  return html`<section class="card">
    <h3>${TASKS_HEADING}</h3>
    <p class="quiet">${formatTaskTotal(evidence)}.</p>
    <ol class="tasks">
      ${groupTasks(report).map(taskItem)}
    </ol>
  </section> `;
}

function taskItem({ command, tasks }: TaskGroup): Markup {
  const rules = [...listWaiting(tasks)];
  return html`<li>
    ${tasks.map((task) => html`<p>${task.action} <span class="about">${formatTaskCounts(task)}</span></p> `)}
    <pre><code>${wholeCommand(command)}</code></pre>
    <details>
      <summary>${rules.length === 1 ? 'The rule that waits' : `The ${rules.length} rules that wait`}</summary>
      ${rules.map((rule) => html`<code>${rule}</code> `)}
    </details>
  </li> `;
}
