import type { Report } from '../../../model/report';
import { VERDICT_BADGES } from '../../view/estate';
import { estateName } from '../markup/labels';
import { formatTime, html, type Markup } from '../markup/markup';

const SIGNERS = ['Prepared by', 'Change owner', 'Approved by'];

/** On paper only: what a change board signs. */
export function approval(report: Report): Markup {
  const { verdict, target, now } = report;
  return html`<section class="approval" aria-label="Approval">
    <h3>Decision of the change board</h3>
    <p>
      <b><bdi>${estateName(report)}</bdi></b
      >${target !== null && html`, upgrade to ${target}`}: ${VERDICT_BADGES[verdict]}, judged
      ${formatTime(now)}
    </p>
    <table>
      <thead>
        <tr>
          ${['', 'Name', 'Decision', 'Date', 'Signature'].map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${SIGNERS.map(
          (role) =>
            html`<tr>
              <th scope="row">${role}</th>
              <td></td>
              <td></td>
              <td></td>
              <td></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section> `;
}
