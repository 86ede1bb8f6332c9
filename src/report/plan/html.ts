import type { Plan, PlanHop, PlanStep } from '../../model/plan';
import { html, type Markup } from '../html/markup/markup';
import { htmlPage } from '../html/markup/page';
import { httpUrl } from '../text/web-address';
import { formatAnswer, listQuestions, QUESTIONS_HEADING } from '../view/questions';
import { formatConfiguration, VERDICT_BADGES } from '../view/estate';
import { digest } from '../view/fingerprint';
import type { ResultView } from '../view/result';
import { listUnasked } from '../view/tasks';
import { approval, command, evidence, progress, table } from './html-parts';
import { PLAN_SCRIPT } from './html-script';
import { PLAN_STYLESHEET } from './html-stylesheet';
import {
  formatAdvice,
  formatCounts,
  formatForecast,
  formatNames,
  formatRoute,
  groupOpen,
  listAgents,
  openResults,
  stepsByPhase,
  takeFirst,
  withPlanRelaxed,
} from './view';

const MOST_SUBJECTS = 50;

/** The runbook as one page to work through or to print, without scripts. */
export function formatPlanHtml(plan: Plan): string {
  return htmlPage({
    title: `Upgrade plan: ${plan.environment}`,
    style: PLAN_STYLESHEET,
    script: PLAN_SCRIPT,
    body: pageBody(plan),
  });
}

function pageBody(plan: Plan): Markup {
  return html`<header>${heading(plan)}</header>
    <main
      data-plan="${planDigest(plan)}"
      data-about="${formatRoute(plan)}, ${VERDICT_BADGES[plan.verdict]}, judged ${plan.now}"
    >
      ${plan.hops.length > 0 && progress()}${plan.hops.map((hop, at) => hopSection(hop, at))}${evidence(plan)}
      ${questions(plan)} ${approval()}
    </main>
    <footer class="quiet">
      <p>
        Made by ${plan.tool.name} ${plan.tool.version} at ${plan.now} from ${plan.inventory.file} (SHA-256
        ${plan.inventory.sha256}), ${collected(plan)}
      </p>
    </footer>`;
}

/** Of what makes it another plan; a key in the browser that no text of the estate can be. */
function planDigest({ environment, source, target, via, inventory }: Plan): string {
  return digest([environment, source, target, ...via, inventory.sha256]).slice(0, 32);
}

function collected(plan: Plan): string {
  const configuration = formatConfiguration(plan);
  return `collected ${plan.inventory.collectedAt}.${configuration ? ` ${configuration}.` : ''}`;
}

function heading(plan: Plan): Markup {
  const { environment, source, hops, verdict, reason, via, target } = plan;
  return html`<h1>Upgrade plan: ${environment}</h1>
    <p>
      <span class="badge ${verdict}">${VERDICT_BADGES[verdict]}</span>${withPlanRelaxed('', plan)}
      ${formatRoute(plan)} ${via.length > 0 && html`<span class="quiet">(by way of ${via.join(', ')})</span>`}
    </p>
    ${reason !== null && html`<p>There is no documented route to ${target}: ${reason}.</p>`}
    ${
      hops.length > 0 &&
      html`<ol class="route">
        <li>${source}</li>
        ${hops.map((hop) => html`<li><b>${hop.to}</b> <span class="${hop.verdict}">${VERDICT_BADGES[hop.verdict]}</span></li>`)}
      </ol>`
    }`;
}

/** Once for the plan: a later hop waits for the same answers. */
function questions({ hops }: Plan): Markup | null {
  const rows = listQuestions(
    hops.flatMap(({ results }) => listUnasked({ results, evidence: hops[0]?.evidence ?? [] })),
  ).map(
    ({ question, rules }) =>
      html`<tr>
        <td>${question.ask}</td>
        <td>${question.owner}</td>
        <td>${formatAnswer(question)}</td>
        <td><code>${rules.join(', ')}</code></td>
      </tr>`,
  );
  if (rows.length === 0) return null;
  return html`<section>
    <h2>${QUESTIONS_HEADING}</h2>
    ${table(['Question', 'Who knows', 'Answer', 'Rules'], rows)}
  </section>`;
}

function hopSection(hop: PlanHop, at: number): Markup {
  const title = `Hop ${at + 1}: ${hop.from} → ${hop.to}`;
  return html`<section>
    <h2>${title} <span class="${hop.verdict}">${VERDICT_BADGES[hop.verdict]}</span></h2>
    <p>${formatCounts(hop)}. ${link('Upgrade procedure', hop.reference)}</p>
    <p>${formatForecast(hop.forecast).join('; ')}</p>
    ${stepsByPhase(hop).map(
      ({ title: phase, steps }) =>
        html`<h3>${phase}</h3>
          <ol class="steps">
            ${steps.map((step) => stepItem(step, `hop${at + 1}-${step.id}`))}
          </ol>`,
    )}
    ${openTable(openResults(hop))} ${listAgents(hop.forecast).map(agentTable)}
  </section>`;
}

function openTable(views: readonly ResultView[]): Markup {
  if (views.length === 0) return html``;
  const rows = views.map(
    (view) =>
      html`<tr>
        <td class="badge ${view.result.status}">${view.result.status}</td>
        <td><code>${view.result.ruleId}</code>${objects(view)}</td>
        <td>${formatAdvice(view)}</td>
      </tr>`,
  );
  return html`<h3>What is open</h3>
    ${table(['Status', 'Rule and objects', 'What to do'], rows)}`;
}

function objects(view: ResultView): Markup {
  const { shown, more } = takeFirst(groupOpen(view), MOST_SUBJECTS);
  const lines = shown.map(
    ({ subjects, message }) => html`<small>${formatNames(subjects, MOST_SUBJECTS)}: ${message}</small>`,
  );
  return html`${lines}${more > 0 && html`<small>and ${more} more</small>`}`;
}

function agentTable({ title, agents, kind }: ReturnType<typeof listAgents>[number]): Markup {
  const { shown, more } = takeFirst(agents, MOST_SUBJECTS);
  const rows = shown.map(
    ({ subject, version, reason }) =>
      html`<tr>
        <td>${subject}</td>
        <td class="${kind}">${version ?? 'not known'}</td>
        <td>${reason}</td>
      </tr>`,
  );
  return html`<h3>${title} (${agents.length})</h3>
    ${table(['Agent', 'Version', 'Why'], rows)}${more > 0 && html`<p class="quiet">and ${more} more</p>`}`;
}

function stepItem(step: PlanStep, id: string): Markup {
  const names = formatNames(step.subjects, MOST_SUBJECTS);
  return html`<li class="step" data-step="${id}">
    <input type="checkbox" id="${id}" autocomplete="off" />
    <div>
      <label class="title" for="${id}">${step.title}</label>
      <p>${step.detail}</p>
      ${names !== '' && html`<p><b>Objects:</b> ${names}</p>`}
      ${step.uncertain !== null && html`<p class="unknown"><b>Not certain:</b> ${step.uncertain}</p>`}
      ${
        step.run !== undefined &&
        html`<p><b>Run:</b></p>
          ${command(step.run)}`
      }
      ${
        step.verify !== undefined &&
        html`<p><b>Proven by:</b></p>
          ${command(step.verify)}`
      }
      <small
        >Rests on ${step.facts.join(', ')}:
        ${step.references.map(({ title, url }) => html`${link(title, url)} `)}</small
      >
      <div class="record" hidden>
        <label>Time <input class="time" size="16" autocomplete="off" /></label>
        <label>Note <textarea class="note" rows="1" autocomplete="off"></textarea></label>
      </div>
    </div>
  </li>`;
}

function link(title: string, url: string): Markup {
  const page = httpUrl(url);
  return page === null ? html`${title}` : html`<a href="${page}" rel="noreferrer">${title}</a>`;
}
