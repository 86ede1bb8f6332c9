import type { SourceIo } from '../descriptor';
import { openEnterpriseManager } from '../enterprise-manager/enterprise-manager';
import type { ExportSettings } from '../exports/flags';
import { withFileTime } from '../exports/open-exports';
import { agentListSource, policyListSource } from '../exports/lists/lists';
import { policyExportSource } from '../exports/policies/policy-export';
import { factsSource, inventorySource } from '../facts/facts';
import { dropUndefined } from '../records';
import type { SourceRequest } from '../source';
import type { EvidenceKind } from './recognise';

/** Something that gather reads, and what it is. */
export interface Input {
  path: string;
  kind: EvidenceKind;
}

type InputSettings = Pick<ExportSettings, 'map' | 'utcOffset'>;
type InputIo = Pick<SourceIo, 'platform' | 'env' | 'validate'>;

/** A source for each of the files, and one for all policy exports. Ids that others have are `taken`. */
export function openInputs(
  inputs: readonly Input[],
  settings: InputSettings,
  io: InputIo,
  taken: ReadonlySet<string>,
): SourceRequest[] {
  const exports = inputs.filter(({ kind }) => kind === 'policy-export').map(({ path }) => path);
  const requests = inputs.flatMap((input) => openInput(input, settings, io));
  if (exports.length > 0) requests.push(policyExportSource({ paths: exports }));
  return withOwnIds(requests, taken);
}

function openInput({ path: file, kind }: Input, settings: InputSettings, io: InputIo): SourceRequest[] {
  const reading = { file, ...dropUndefined({ map: settings.map, utcOffset: settings.utcOffset }) };
  switch (kind) {
    case 'agents':
      return [withFileTime(agentListSource(reading), file)];
    case 'policies':
      return [withFileTime(policyListSource(reading), file)];
    case 'facts':
      return [factsSource(file, io.validate)];
    case 'inventory':
      return [inventorySource('inventory-1', file, io.validate)];
    case 'em-root':
      return openEnterpriseManager({ emRoot: file }, io);
    case 'policy-export':
      return [];
  }
}

/** The second list of Agents is `agents-2`: an id is unique in an inventory. */
function withOwnIds(requests: readonly SourceRequest[], taken: ReadonlySet<string>): SourceRequest[] {
  const used = new Set(taken);
  return requests.map((request) => {
    const [stem = request.id] = request.id.split(/-\d+$/);
    let id = request.id;
    for (let count = 2; used.has(id); count++) id = `${stem}-${count}`;
    used.add(id);
    return { ...request, id };
  });
}
