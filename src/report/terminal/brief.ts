import type { Report } from '../../model/report';
import type { ReportOptions } from '../reporter';
import { escapeControls } from '../text/control-characters';
import { formatLink, type Painter, STATUS_STYLE } from '../text/terminal';
import { wrap } from '../text/wrap';
import { isInTheWay, listInTheWay } from '../view/in-the-way';
import { type ResultView, viewOf } from '../view/result';
import { formatTasks } from './evidence';
import { formatWaived } from './waived';
import { listGroups } from './objects';

const INDENT = ' '.repeat(6);

interface Look {
  options: ReportOptions;
  paint: Painter;
  width: number;
}

/** What is in the way with objects, remedy and page; then warnings in short, what is waived, and the evidence to supply. */
export function formatBrief(report: Report, options: ReportOptions, paint: Painter, width: number): string[] {
  const look = { options, paint, width };
  const blocks = listInTheWay(report);
  const warnings = report.results
    .filter((result) => result.status === 'warn' && !isInTheWay(result, report))
    .map(viewOf);
  return [
    ...(blocks.length === 0 ? [] : [blocks.flatMap((view) => formatWhole(view, look)).join('\n')]),
    ...listWarnings(warnings, look),
    ...formatWaived(report, paint, width),
    ...formatTasks(report, paint, width, options.top),
  ];
}

function formatWhole(view: ResultView, look: Look): string[] {
  const { result, advice } = view;
  const { options, paint, width } = look;
  const pages = options.top === undefined ? result.references.slice(0, 1) : result.references;
  const indented = (text: string, first = '') =>
    wrap(`${first}${text}`, width - INDENT.length).map((line) => `${INDENT}${line}`);
  return [
    ...formatTitle(view, look),
    ...listGroups(view, options.top).flatMap((line) => indented(line)),
    ...(advice.fix === null ? [] : indented(escapeControls(advice.fix), 'To do: ')),
    ...pages.map(({ title, url }) => {
      const text = formatLink(escapeControls(`${title}: ${url}`), url, options);
      return `${INDENT}${paint('dim', text)}`;
    }),
  ];
}

/** What is wrong, with the id of its rule, beside it where there is room. */
function formatTitle(
  { result, heading }: ResultView,
  { paint, width }: Look,
  id = ` (${result.ruleId})`,
): string[] {
  const [first = '', ...rest] = wrap(escapeControls(`${heading}${id}`), width - INDENT.length);
  return [
    `${paint(STATUS_STYLE[result.status], result.status.padEnd(4))}  ${paint('bold', first)}`,
    ...rest.map((line) => `${INDENT}${paint('bold', line)}`),
  ];
}

function listWarnings(views: readonly ResultView[], look: Look): string[] {
  if (views.length === 0) return [];
  const isWhole = look.options.top !== undefined;
  const lines = views.flatMap((view) => (isWhole ? formatWhole(view, look) : formatShort(view, look)));
  const more = 'What to do about a warning: tp-doctor rules show RULE; all of it here: --all';
  return [[...lines, ...(isWhole ? [] : wrap(more, look.width))].join('\n')];
}

/** What is wrong, and one line of the objects. */
function formatShort(view: ResultView, look: Look): string[] {
  const text = escapeControls(`${view.result.ruleId}: ${listGroups(view, undefined).join('; ')}`);
  const [line = '', ...rest] = wrap(text, look.width - INDENT.length - 2);
  return [...formatTitle(view, look, ''), `${INDENT}${line}${rest.length > 0 ? ' …' : ''}`];
}
