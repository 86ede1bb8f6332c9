import type { Finding, Result, Status } from '../../../model/report';
import { isOpen, STATUSES } from '../../view/order';
import { viewOf } from '../../view/result';
import { formatCategory } from '../markup/labels';
import { formatCount, formatNumber, html, type Markup } from '../markup/markup';
import { stackTable } from '../markup/tables';
import { badge } from '../sections/results';
import { nameEstates, type Estate } from './estates';

/** Rules that are shown before the others are folded. */
const FIRST_RULES = 15;

interface Shared {
  status: Status;
  ruleId: string;
  category: string;
  headings: Set<string>;
  title: string;
  objects: number;
  estates: Estate[];
}

/** What is open in which estates, rule by rule: the worst first, then what most of them share. */
export function acrossEstates(estates: readonly Estate[]): Markup | null {
  const shared = listShared(estates);
  if (shared.length === 0) return null;
  const [first, rest] = [shared.slice(0, FIRST_RULES), shared.slice(FIRST_RULES)];
  return html`<section class="card across">
    <h2>In the way, across estates</h2>
    ${sharedTable(first, estates.length)}${
      rest.length > 0 &&
      html`<details class="long">
        <summary>${formatCount(rest.length, 'more rule')}</summary>
        ${sharedTable(rest, estates.length)}
      </details>`
    }
  </section>`;
}

function sharedTable(shared: readonly Shared[], total: number): Markup {
  const heads = ['Rule', 'Status', 'Estates', 'Objects', 'Which'];
  return stackTable(
    heads,
    shared.map((one) => [
      html`${headingOf(one)}<small>${formatCategory(one.category)} · <code>${one.ruleId}</code></small>`,
      badge(one.status),
      `${formatNumber(one.estates.length)} of ${formatNumber(total)}`,
      one.objects === 0 ? '–' : formatNumber(one.objects),
      nameEstates(one.estates),
    ]),
  );
}

/** A heading counts the objects of its estate: where estates differ in it, the rule is named. */
function headingOf({ headings, title, status }: Shared): string {
  const [only = title] = headings;
  if (headings.size === 1) return only;
  return status === 'unknown' ? title : `Not met: ${title}`;
}

function listShared(estates: readonly Estate[]): Shared[] {
  const byKey = new Map<string, Shared>();
  for (const estate of estates)
    for (const result of estate.report.results) if (isOpen(result.status)) add(byKey, result, estate);
  const place = ({ status }: Shared) => STATUSES.indexOf(status);
  return [...byKey.values()].sort((a, b) => place(a) - place(b) || b.estates.length - a.estates.length);
}

function add(byKey: Map<string, Shared>, result: Result, estate: Estate): void {
  const { status, ruleId, category, title, findings } = result;
  const key = `${status} ${ruleId}`;
  const shared = byKey.get(key) ?? {
    status,
    ruleId,
    category,
    title,
    headings: new Set(),
    objects: 0,
    estates: [],
  };
  byKey.set(key, shared);
  shared.headings.add(viewOf(result).heading);
  shared.objects += findings.filter((finding) => counts(finding, status)).length;
  shared.estates.push(estate);
}

/** Whether a finding is of an object, and says what the result says. */
function counts({ waiver, subject, kind }: Finding, status: Status): boolean {
  return waiver === null && subject !== '' && (kind === 'violation') === (status !== 'unknown');
}
