import { SECTIONS, type Inventory, type SectionName, type Source } from '../../model/inventory';
import type { Gathered } from '../source';

/** When a section of a source was true; undefined: when it was read. */
export function timeOf({ asOf }: Gathered, section: SectionName): string | undefined {
  return typeof asOf === 'object' ? asOf[section] : asOf;
}

/** The time of the oldest section of a source of which something is in the result; undefined: when it was read. */
export function oldestOf(gathered: Gathered, { fields, kind }: Source): string | undefined {
  const isUsed = (section: SectionName) =>
    kind === 'facts' || !fields || fields.some((field) => `${field}/`.startsWith(`/${section}/`));
  const present = SECTIONS.filter((section) => gathered.sections[section] != null);
  const used = present.filter(isUsed);
  return earliest((used.length > 0 ? used : present).map((section) => timeOf(gathered, section)));
}

/** When the sections of an inventory were true: each as its oldest source, and none later than the inventory. */
export function timesOf(inventory: Inventory): Partial<Record<SectionName, string>> {
  const { collectedAt, sources } = inventory;
  const timeAt = (section: SectionName) => {
    const own = sources.filter(
      (source) => source.sections?.includes(section) || suppliesFields(source, section),
    );
    return earliest([collectedAt, ...own.map((source) => source.asOf ?? source.collectedAt)]) ?? collectedAt;
  };
  return Object.fromEntries(SECTIONS.map((section) => [section, timeAt(section)]));
}

function suppliesFields({ fields }: Source, section: SectionName): boolean {
  return fields?.some((field) => `${field}/`.startsWith(`/${section}/`)) === true;
}

function earliest(times: readonly (string | null | undefined)[]): string | undefined {
  const known = times.filter((time) => typeof time === 'string' && !Number.isNaN(Date.parse(time)));
  return known.sort((a, b) => Date.parse(String(a)) - Date.parse(String(b)))[0] ?? undefined;
}
