import type { Report, Result, WaiverNote } from '../../../model/report';
import { type Child, formatCount, formatNumber, html, type Markup } from '../markup/markup';
import { card, stackTable } from '../markup/tables';

/** A waiver that ends within so many days is marked. */
const SOON = 14;
const DAY = 86_400_000;

interface WaiverUse {
  ruleId: string;
  waiver: WaiverNote;
  subjects: string[];
}

/** The waivers that cover findings, with their end; the others are findings of the rule waivers-current. */
export function waiverTable({ results, now }: Report): Markup {
  const uses = waiverUses(results);
  return card(
    'Waivers in use',
    uses.length === 0
      ? html`<p class="quiet">No finding is waived.</p>`
      : stackTable(
          ['Rule', 'Covers', 'Reason', 'Owner', 'Expires'],
          uses.map((use) => waiverCells(use, now)),
        ),
  );
}

function waiverCells({ ruleId, waiver, subjects }: WaiverUse, now: string): Child[] {
  const { reason, owner, expires } = waiver;
  return [
    html`<code>${ruleId}</code>`,
    coveredSubjects(subjects),
    reason,
    owner,
    html`${expires}${formatDaysLeft(expires, now)}`,
  ];
}

/** Waived findings by their waiver, so that one over 10,000 agents is one row. */
function waiverUses(results: readonly Result[]): WaiverUse[] {
  const uses = new Map<string, WaiverUse>();
  for (const { ruleId, findings } of results)
    for (const { waiver, subject } of findings) {
      if (!waiver) continue;
      const key = JSON.stringify([ruleId, waiver.reason, waiver.owner, waiver.expires]);
      const use = uses.get(key) ?? { ruleId, waiver, subjects: [] };
      use.subjects.push(subject);
      uses.set(key, use);
    }
  return [...uses.values()];
}

function coveredSubjects(subjects: readonly string[]): string {
  const more = subjects.length - 3;
  return `${subjects.slice(0, 3).join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

function formatDaysLeft(expires: string, now: string): Markup | null {
  const days = Math.ceil((Date.parse(expires) - Date.parse(now)) / DAY);
  if (Number.isNaN(days)) return null;
  return html` <span class="mark${days <= SOON && ' soon'}"
    >${days < 1 ? 'ends today' : `${formatCount(days, 'day')} left`}</span
  >`;
}
