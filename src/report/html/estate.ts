import type { ConfigurationFacts, InventoryFacts, Report } from '../../model/report';
import { VERDICT_BADGES } from '../view/estate';
import { STATUSES } from '../view/order';
import { estateName, formatVerdict, STATUS_LABELS } from './markup/labels';
import { type Child, formatCount, formatNumber, formatTime, html, type Markup } from './markup/markup';
import { formatWaiting } from '../view/questions';
import { approval } from './sections/approval';
import { blockers } from './sections/blockers';
import { bar, charts } from './sections/charts';
import { questionTable } from './sections/questions';
import { resultGroups } from './sections/results';
import { sourceTable } from './sections/sources';
import { taskList } from './sections/tasks';
import { waiverTable } from './sections/waivers';
import { wayBack } from './sections/way-back';

/** Further faults of an input that are listed one by one. */
const MOST_DETAILS = 100;

/** Everything about one estate; `filters` stands before the results where the page has only this one. */
export function estateBody(report: Report, filters: Child): Markup {
  if (report.error) return html`${verdictCard(report)}${facts(report)}`;
  return html`${verdictCard(report)} ${blockers(report)} ${taskList(report)} ${facts(report)}
  ${charts(report)} ${questionTable(report)} ${wayBack(report)} ${filters} ${resultGroups(report)}
  ${sourceTable(report.sources)} ${waiverTable(report)} ${approval(report)}`;
}

/** The verdict with its counts and coverage. */
export function verdictCard(report: Report): Markup {
  const { verdict, error } = report;
  return html`<div class="verdict ${verdict}">
    <p class="word">${VERDICT_BADGES[verdict]}</p>
    <p>${formatVerdict(report)}</p>
    ${error ? errorLines(error.message, error.details) : coverage(report)}
  </div>`;
}

function errorLines(message: string, details: readonly string[]): Markup {
  const more = details.length - MOST_DETAILS;
  return html`<p class="error">${message}</p>
    ${
      details.length > 0 &&
      html`<ul>
        ${details.slice(0, MOST_DETAILS).map((line) => html`<li>${line}</li>`)}${more > 0 && html`<li>${formatCount(more, 'more fault')}</li>`}
      </ul>`
    }`;
}

function coverage({ summary }: Report): Markup {
  const { judged, applicable } = summary.coverage;
  const share = applicable === 0 ? 0 : Math.floor((100 * judged) / applicable);
  return html`<dl class="tiles">
      ${STATUSES.map(
        (status) =>
          html`<div class="${summary[status] === 0 ? 'zero' : status}">
            <dt>${STATUS_LABELS[status].badge}</dt>
            <dd>${formatNumber(summary[status])}</dd>
          </div>`,
      )}
      <div class="zero">
        <dt>Waived</dt>
        <dd>${formatNumber(summary.waived)}</dd>
      </div>
    </dl>
    <p class="coverage">
      Coverage: ${formatNumber(judged)} of ${formatNumber(applicable)} applicable rules had evidence
      (${share}&nbsp;%)${formatWaiting(summary)}${bar([{ kind: 'amount', value: judged }], applicable)}
    </p>`;
}

function facts({ now, inventory, command, exitCode, configuration }: Report): Markup {
  return html`<dl class="facts">
    ${fact('Judged', formatTime(now))} ${fact('Command', `${command}, exit code ${exitCode}`)}
    ${[inventory && inventoryFacts(inventory), configuration ? configurationFacts(configuration) : null]}
  </dl>`;
}

function configurationFacts({ file, sha256 }: ConfigurationFacts): Child {
  return [fact('Configuration', file), fact('Its SHA-256', html`<code>${sha256}</code>`)];
}

/** A file that could not be read has a name only. */
function inventoryFacts({ file, collectedAt, sha256 }: InventoryFacts): Child {
  return [
    fact('Inventory', file),
    collectedAt !== '' && fact('Gathered', formatTime(collectedAt)),
    sha256 !== '' && fact('SHA-256', html`<code>${sha256}</code>`),
  ];
}

function fact(name: string, value: Child): Markup {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** The heading of an estate: its name and, where they are known, the versions. */
export function estateHeading(report: Report): Markup {
  const { target, source } = report;
  return html`<h2>
    <bdi>${estateName(report)}</bdi
    >${target !== null && html` <span class="route">${source ?? 'unknown version'} → ${target}</span>`}
  </h2>`;
}
