import type { Report, Result, Verdict } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import { httpUrl } from '../text/web-address';

/** The verdicts in words, to be followed by "for 7.4". */
export const VERDICT_PHRASES: Record<Verdict, string> = {
  error: 'could not be judged',
  'not-ready': 'not ready',
  undetermined: 'undetermined',
  'ready-with-warnings': 'ready with warnings',
  ready: 'ready',
};

/** The name of what could not even be told apart by its file. */
export const NO_INVENTORY = 'no inventory';

/** What a report is about, as it was named: the environment, else the file. */
export function estateOf(report: Report): string {
  return report.environment ?? report.inventory?.file ?? NO_INVENTORY;
}

/** All names that `estateOf` may have given a report of the same estate, when it could be read and when not. */
export function namesOf({ environment, inventory }: Report): string[] {
  return [environment, inventory?.file ?? null].filter((name) => name !== null);
}

/** `contoso-prod: not ready for 7.4`. */
export function formatVerdict(report: Report): string {
  const target = report.target === null ? '' : ` for ${report.target}`;
  return escapeControls(`${estateOf(report)}: ${VERDICT_PHRASES[report.verdict]}${target}`);
}

/** The verdict with the figures behind it, or with the error that prevented one; one line. */
export function formatHeadline(report: Report): string {
  return `${formatVerdict(report)}: ${report.error ? errorText(report.error.message, report.error.details) : formatFigures(report)}`;
}

/** `52 rules: 2 fail, 3 warn, …; 45 of 49 judged`. */
export function formatFigures({ summary }: Report): string {
  const counts = (['fail', 'warn', 'unknown', 'skip', 'pass'] as const).map(
    (status) => `${summary[status]} ${status}`,
  );
  const waived = summary.waived > 0 ? `, ${summary.waived} waived` : '';
  const { judged, applicable } = summary.coverage;
  return `${summary.rules} ${summary.rules === 1 ? 'rule' : 'rules'}: ${counts.join(', ')}${waived}; ${judged} of ${applicable} judged`;
}

function errorText(message: string, details: readonly string[]): string {
  return escapeControls([message, ...details].join('; '));
}

/** The first page of a rule that is an http or https address, as a normalised address. */
export function findPage(result: Pick<Result, 'references'>): string | null {
  for (const { url } of result.references) {
    const page = httpUrl(url);
    if (page !== null) return page;
  }
  return null;
}
