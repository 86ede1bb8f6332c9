import { EXIT } from '../../model/errors';
import type { Diff, DiffBefore, DiffEntry, DiffSide } from '../../model/diff';
import type { Finding, Report, Result } from '../../model/report';
import { TOOL } from '../../model/version';
import { findVanished, listOtherRules } from './baseline';
import { hasFormerKeys, isEqual, isKnown, pairFindings } from './pairing';
import { findSilence, sayWhy } from './settled';

/** A document that was read: one report, or those of several estates. */
export interface ReportDocument {
  file: string;
  sha256: string;
  reports: readonly Report[];
}

/**
 * Compares two documents by fingerprint. A finding that is gone is resolved only where the newer document judged its
 * rule for its estate: what was skipped, or had no evidence for the whole list, is `unjudged`.
 */
export function compareReports(older: ReportDocument, newer: ReportDocument): Diff {
  const { pairs, gone } = pairFindings(entriesOf(older), entriesOf(newer));
  const known = pairs.filter(isKnown);
  const isSame = ({ now, before }: (typeof pairs)[number]) =>
    before !== undefined && before.level === now.level && isEqual(before, now);
  const silence = silenceOf(newer);
  const unjudged = gone.flatMap((entry) => {
    const reason = silence(entry);
    return reason === null ? [] : [{ ...entry, reason }];
  });
  const lists = {
    new: pairs
      .filter((pair) => !isKnown(pair))
      .map(({ now, before }) => ({ ...now, before: before ? selectBefore(before) : null })),
    changed: known
      .filter((pair) => !isSame(pair))
      .flatMap(({ now, before }) => (before ? [{ ...now, before: selectBefore(before) }] : [])),
    persisting: known.filter(isSame).map(({ now }) => now),
    resolved: gone.filter((entry) => silence(entry) === null),
    unjudged,
  };
  const notCompared = [...[older, newer].flatMap(errorsOf), ...listVanished(older, newer)];
  const isNew = lists.new.some((entry) => entry.waiver === null);
  return {
    schemaVersion: 1,
    tool: TOOL,
    command: 'diff',
    older: sideOf(older),
    newer: sideOf(newer),
    summary: countOf(lists),
    ...lists,
    notCompared,
    cautions: listCautions(older, newer),
    exitCode: notCompared.length > 0 ? EXIT.cannotJudge : isNew ? EXIT.notReady : EXIT.ready,
  };
}

function countOf(lists: Record<keyof Diff['summary'], readonly unknown[]>): Diff['summary'] {
  return {
    new: lists.new.length,
    changed: lists.changed.length,
    persisting: lists.persisting.length,
    resolved: lists.resolved.length,
    unjudged: lists.unjudged.length,
  };
}

function entriesOf({ reports }: ReportDocument): DiffEntry[] {
  return reports.flatMap((report) =>
    report.results.flatMap((result) => result.findings.map((finding) => entryOf(report, result, finding))),
  );
}

/** The mark that --baseline has set says nothing about the two documents. */
function entryOf({ environment }: Report, result: Result, finding: Finding): DiffEntry {
  const { ruleId, title, level, basis } = result;
  const entry: DiffEntry & Pick<Finding, 'baseline'> = { environment, ruleId, title, level, ...finding };
  delete entry.baseline;
  return basis === undefined ? entry : { ...entry, basis };
}

/** Why a document says nothing about the estate and rule of an entry; null where it does. */
function silenceOf({ reports }: ReportDocument): (entry: DiffEntry) => string | null {
  const estates = new Map(
    reports.filter(({ error }) => !error).map((report) => [report.environment, report]),
  );
  const results = new Map(
    reports.flatMap((report) =>
      report.results.map((result) => [keyOf(report.environment, result.ruleId), result]),
    ),
  );
  return (entry) => {
    const report = estates.get(entry.environment);
    if (!report) return 'the estate is not judged in the newer report';
    const result = results.get(keyOf(entry.environment, entry.ruleId));
    const silence = findSilence(entry, result, report);
    return silence ?? (result && result.checked === 0 ? sayWhy(result) : null);
  };
}

function keyOf(environment: string | null, ruleId: string): string {
  return JSON.stringify([environment, ruleId]);
}

function selectBefore({ kind, level, message, actual, expected, waiver }: DiffEntry): DiffBefore {
  return { kind, level, message, actual, expected, waiver };
}

function sideOf({ file, sha256, reports }: ReportDocument): DiffSide {
  return {
    file,
    sha256,
    command: reports[0]?.command ?? '',
    estates: reports.map(({ environment, target, now, verdict, summary: { waived, relaxed = null } }) => ({
      environment,
      target,
      now,
      verdict,
      waived,
      relaxed,
    })),
  };
}

/** Why two documents may differ although the estate does not. */
function listCautions(older: ReportDocument, newer: ReportDocument): string[] {
  const versions = [older, newer].map(versionsOf);
  const byTool = `tp-doctor ${versions[0]} made the older report and ${versions[1]} the newer one: the rules may differ`;
  const former = [older, newer].filter((side) => hasFormerKeys(entriesOf(side)));
  return [
    ...(versions[0] === versions[1] ? [] : [byTool]),
    ...listOtherRulesOf(older, newer),
    ...former.map(({ file }) => `${file} is ${OF_1_0}`),
  ];
}

function listOtherRulesOf(older: ReportDocument, newer: ReportDocument): string[] {
  return newer.reports.flatMap((report) => {
    const before = older.reports.find(({ environment }) => environment === report.environment);
    return before
      ? listOtherRules(before, report).map((text) => `${report.environment ?? '?'}: ${text}`)
      : [];
  });
}

function listVanished(older: ReportDocument, newer: ReportDocument): Diff['notCompared'] {
  return findVanished(older.reports, newer.reports).map((environment) => ({
    file: newer.file,
    message: `has no report of "${environment}", which ${older.file} has`,
  }));
}

/** Said of a report of 1.0. */
export const OF_1_0 =
  'a report of tp-doctor 1.0, which took hosts of several domains for one: findings are matched by that and by their names';

function versionsOf({ reports }: ReportDocument): string {
  return [...new Set(reports.map(({ tool }) => tool.version))].sort().join(', ');
}

function errorsOf({ file, reports }: ReportDocument): Diff['notCompared'] {
  return reports.flatMap((report) =>
    report.error
      ? [{ file, message: `${report.inventory?.file ?? 'an estate'}: ${report.error.message}` }]
      : [],
  );
}
