import type { Report } from '../../model/report';
import { escapeControls } from '../text/control-characters';
import type { Painter } from '../text/terminal';
import { wrap } from '../text/wrap';

/** What somebody has accepted: never hidden. */
export function formatWaived({ results }: Report, paint: Painter, width: number): string[] {
  const lines = results.flatMap(({ ruleId, findings }) =>
    findings.flatMap(({ subject, message, waiver }) => {
      if (waiver === null) return [];
      const mark = `waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`;
      return wrap(escapeControls(`${ruleId}: ${subject}: ${message} (${mark})`), width - 2);
    }),
  );
  return lines.length === 0
    ? []
    : [[paint('bold', 'Waived'), ...lines.map((line) => `  ${line}`)].join('\n')];
}
