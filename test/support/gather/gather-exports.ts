import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentListSource, policyListSource } from '../../../src/gather/exports/lists/lists';
import { withFileTime } from '../../../src/gather/exports/open-exports';
import { mergeOutcomes } from '../../../src/gather/merge/merge-outcomes';
import { runSources } from '../../../src/gather/run';
import type { SourceRequest } from '../../../src/gather/source';
import type { Inventory } from '../../../src/model/inventory';
import { makeFolder } from './read-source';

/** The content of the two lists, and when their files were written. */
export interface Exports {
  agents: string | Uint8Array;
  policies: string | Uint8Array;
  modifiedAt: string;
}

interface Frame {
  environment: string;
  collectedAt: string;
}

let folder: string | undefined;

/** The sections that gather reads from exports, and what it says of their sources. */
export async function gatherExports(frame: Frame, exports: Exports): Promise<Inventory> {
  folder ??= makeFolder();
  const agents = writeExport('agents', exports.agents, exports.modifiedAt);
  const policies = writeExport('policies', exports.policies, exports.modifiedAt);
  const requests: SourceRequest[] = [
    withFileTime(agentListSource({ file: agents, utcOffset: 'Z' }), agents),
    withFileTime(policyListSource({ file: policies, utcOffset: 'Z' }), policies),
  ];
  const outcomes = await runSources(requests, {
    timeoutMs: undefined,
    overallTimeoutMs: 60_000,
    now: () => new Date(frame.collectedAt),
    signal: new AbortController().signal,
    secrets: [],
    progress: () => {},
    finished: () => {},
  });
  return mergeOutcomes(frame, outcomes, new Set()).inventory;
}

function writeExport(name: string, content: string | Uint8Array, modifiedAt: string): string {
  const file = join(folder ?? '', name);
  writeFileSync(file, content);
  utimesSync(file, new Date(modifiedAt), new Date(modifiedAt));
  return file;
}
