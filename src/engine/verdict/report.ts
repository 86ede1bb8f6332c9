import { EXIT, type ExitCode, type UserError } from '../../model/errors';
import type { Inventory } from '../../model/inventory';
import type { ConfigurationFacts, Fleet, InventoryFacts, Report, Result } from '../../model/report';
import { TOOL } from '../../model/version';
import type { EvidenceHints } from '../findings/missing';
import { listEvidence } from './evidence';
import type { Gate } from './gate';
import { summarize, verdictOf } from './verdict';

export interface ReportInput {
  command: string;
  inventory: Inventory;
  facts: InventoryFacts;
  configuration: ConfigurationFacts | null;
  source: string | undefined;
  target: string;
  now: number;
  results: Result[];
  estate: Report['estate'];
  gate: Gate;
  hints: EvidenceHints;
}

/** Puts results, verdict and the facts of the estate into a report (contracts, section 4). */
export function makeReport({
  command,
  inventory,
  facts,
  configuration,
  source,
  target,
  now,
  results,
  estate,
  gate,
  hints,
}: ReportInput): Report {
  return {
    schemaVersion: 1,
    tool: TOOL,
    command,
    environment: inventory.environment,
    inventory: facts,
    configuration,
    source: source ?? null,
    target,
    now: formatTime(now),
    ...verdictOf(results, gate),
    summary: summarize(results, gate),
    results,
    // After an upgrade nothing supplies what was not known before it: what is missing there is told of each object.
    evidence:
      command === 'verify' ? [] : listEvidence(results, hints, { inventory, file: facts.file, target }),
    sources: inventory.sources.map(({ id, kind, status, reason, collectedAt, sections }) => ({
      id,
      kind,
      status: status ?? null,
      reason: reason ?? null,
      collectedAt: collectedAt ?? null,
      ...(sections ? { sections } : {}),
    })),
    estate,
  };
}

/** The report of a run that could not judge: verdict `error`, and why. */
export function errorReport(
  command: string,
  error: Pick<UserError, 'code' | 'message' | 'details'>,
  now: number,
  file?: string,
): Report {
  return {
    schemaVersion: 1,
    tool: TOOL,
    command,
    environment: null,
    inventory: file === undefined ? null : { file, sha256: '', collectedAt: '' },
    source: null,
    target: null,
    now: formatTime(now),
    verdict: 'error',
    exitCode: EXIT.cannotJudge,
    summary: summarize([]),
    results: [],
    sources: [],
    estate: { agents: null, agentVersions: [] },
    error: { code: error.code, message: error.message, details: error.details },
  };
}

/** Several reports of one run. */
export function makeFleet(reports: Report[]): Fleet {
  return { schemaVersion: 1, tool: TOOL, reports, exitCode: worstExitCode(reports) };
}

/** The first of 2, 1, 3 that one of them has (contracts, section 1). */
export function worstExitCode(judged: readonly Pick<Report, 'exitCode'>[]): ExitCode {
  const codes = [EXIT.cannotJudge, EXIT.notReady, EXIT.undetermined] as const;
  return codes.find((code) => judged.some(({ exitCode }) => exitCode === code)) ?? EXIT.ready;
}

/** A time as reports write it. */
export function formatTime(now: number): string {
  return new Date(now).toISOString().replace('.000Z', 'Z');
}
