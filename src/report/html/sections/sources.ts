import type { ReportSource } from '../../../model/report';
import { type Child, formatTime, html, type Markup } from '../markup/markup';
import { card, stackTable } from '../markup/tables';

/** What the judgement rests on, and what was not to be had. */
export function sourceTable(sources: readonly ReportSource[]): Markup {
  return card(
    'Sources of the evidence',
    sources.length === 0
      ? html`<p class="quiet">The inventory names no sources.</p>`
      : stackTable(['Source', 'Kind', 'State', 'Read', 'Reason'], sources.map(sourceCells)),
  );
}

function sourceCells({ id, kind, status, reason, collectedAt }: ReportSource): Child[] {
  return [
    id,
    kind,
    html`<span class="state ${stateClass(status)}">${status ?? 'not said'}</span>`,
    collectedAt === null ? '–' : formatTime(collectedAt),
    reason ?? '–',
  ];
}

/** The class of a state; any other text of an inventory must not become a class. */
function stateClass(status: string | null): string {
  const classes = new Map([
    ['ok', 'pass'],
    ['partial', 'warn'],
    ['failed', 'fail'],
  ]);
  return classes.get(status ?? '') ?? 'skip';
}
