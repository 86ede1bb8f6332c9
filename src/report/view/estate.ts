import type { ConfigurationFacts, Report, ReportError, Status, Verdict } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import { formatWaiting } from './questions';
import { withRelaxed } from './relaxed';

/** The verdicts in words, to be followed by "for 7.4". */
export const VERDICT_PHRASES = {
  error: 'could not be judged',
  'not-ready': 'not ready',
  undetermined: 'undetermined',
  'ready-with-warnings': 'ready with warnings',
  ready: 'ready',
} as const satisfies Record<Verdict, string>;

/** A verdict that stands for itself. */
export const VERDICT_BADGES = {
  error: 'COULD NOT JUDGE',
  'not-ready': 'NOT READY',
  undetermined: 'UNDETERMINED',
  'ready-with-warnings': 'READY WITH WARNINGS',
  ready: 'READY',
} as const satisfies Record<Verdict, string>;

/** The name of what could not even be told apart by its file. */
export const NO_INVENTORY = 'no inventory';

/** What a report is about, as it was named: the environment, else the file, else `otherwise`. */
export function estateOf({ environment, inventory }: Report, otherwise = NO_INVENTORY): string {
  return environment ?? inventory?.file ?? otherwise;
}

/** All names that `estateOf` may have given a report of the same estate, when it could be read and when not. */
export function namesOf({ environment, inventory }: Report): string[] {
  return [environment, inventory?.file ?? null].filter((name) => name !== null);
}

/** `contoso-prod: not ready for 7.4, 1 finding waived`. */
export function formatVerdict(report: Report): string {
  const target = report.target === null ? '' : ` for ${report.target}`;
  const verdict = `${estateOf(report)}: ${VERDICT_PHRASES[report.verdict]}${target}`;
  return escapeControls(withRelaxed(verdict, report.summary));
}

/** The verdict with the figures behind it, or with the error that prevented one; one line. */
export function formatHeadline(report: Report): string {
  return `${formatVerdict(report)}: ${report.error ? formatError(report.error) : formatFigures(report)}`;
}

// In contrast to view/order.ts, what does not apply comes before what holds here.
const FIGURES = Object.keys({
  fail: true,
  warn: true,
  unknown: true,
  skip: true,
  pass: true,
} satisfies Record<Status, true>) as Status[];

/** `52 rules: 2 fail, 3 warn, …; 45 of 49 judged`. */
export function formatFigures({ summary }: Report): string {
  const counts = FIGURES.map((status) => `${summary[status]} ${status}`);
  const { judged, applicable } = summary.coverage;
  return `${summary.rules} ${summary.rules === 1 ? 'rule' : 'rules'}: ${counts.join(', ')}; ${judged} of ${applicable} judged${formatWaiting(summary)}`;
}

/** `Configuration tp-doctor.config.json, SHA-256 …`: which one the run went by; undefined where there was none. */
export function formatConfiguration(of: { configuration?: ConfigurationFacts | null }): string | undefined {
  const { configuration } = of;
  if (!configuration) return undefined;
  return escapeControls(`Configuration ${configuration.file}, SHA-256 ${configuration.sha256}`);
}

/** Why a report could not be made, on one line. */
export function formatError({ message, details }: ReportError): string {
  return escapeControls([message, ...details].join('; '));
}
