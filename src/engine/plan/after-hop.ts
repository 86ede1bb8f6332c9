import type { Agent, CertsInfo, Inventory, MissingEvidence, Source } from '../../model/inventory';
import type { RouteHop } from '../../model/plan';
import type { Compatibility } from '../../model/target';
import { inRange, parseVersion } from '../values/versions';
import { activityMonitorAfter } from './activity-monitor';

/** What a hop takes away from the evidence: the pointer, and why nobody knows it in advance. */
type Loss = Required<Pick<MissingEvidence, 'path' | 'reason'>>;

const SECRET_FILE = 'Secret.dpapi';

/**
 * The inventory as it will be after a hop that was worked through as documented. Changed is only what the
 * documentation says: the version, the Agents, the paths with 7.4 (A14, D1), Secret.dpapi with 7.4 (D2), the
 * Reporting Module with its PostgreSQL with 7.4 (A13, H4), and Activity Monitor, which goes to a documented pair (C1). A backup from before the hop is none of what is there after it (A7, E10), nor is
 * what Activity Monitor says of the versions of Agents, so both are unknown. All else is taken over as it is; a source of
 * kind `plan` says why evidence is gone.
 */
export function inventoryAfter(
  inventory: Inventory,
  hop: RouteHop,
  agents: Agent[] | undefined,
  pairs: Compatibility['activityMonitor'],
): Inventory {
  const isNew = inRange(hop.to, '>=7.4') === true;
  const moves = isNew && inRange(hop.from, '<7.4') === true;
  const { enterpriseManager, certsInfo, database, reportingModule, activityMonitor } = inventory;
  const old = isNew && inRange(reportingModule?.version ?? '', '<3.0') === true;
  const missing = lossesOf(hop, moves, agents);
  return {
    ...inventory,
    sources: [
      { id: `hop to ${hop.to}`, kind: 'plan', status: 'ok', missing },
      ...inventory.sources.map((source) => withoutLosses(source, missing)),
    ],
    enterpriseManager: {
      ...enterpriseManager,
      version: hop.to,
      ...(moves ? { installPath: undefined } : {}),
    },
    certsInfo: certsInfo && certsAfter(certsInfo, moves),
    database: database && {
      ...database,
      databases: database.databases?.map((one) => ({
        ...one,
        lastFullBackupAt: undefined,
        fullBackupFound: undefined,
      })),
    },
    reportingModule: reportingModule && {
      ...reportingModule,
      ...(old ? { version: '3.0', postgresVersion: '14.13' } : {}),
    },
    agents,
    activityMonitor: activityMonitor && activityMonitorAfter(activityMonitor, hop, pairs),
  };
}

function certsAfter(certsInfo: CertsInfo, moves: boolean): CertsInfo {
  const has = certsInfo.files?.some((file) => file.name?.toLowerCase() === SECRET_FILE.toLowerCase());
  const isAdded = moves && has === false && certsInfo.found !== false;
  return {
    ...certsInfo,
    ...(moves ? { path: undefined } : {}),
    ...(moves && certsInfo.backup ? { backup: { ...certsInfo.backup, secretExported: undefined } } : {}),
    files: isAdded ? [...(certsInfo.files ?? []), { name: SECRET_FILE }] : certsInfo.files,
  };
}

function lossesOf({ to }: RouteHop, moves: boolean, agents: Agent[] | undefined): Loss[] {
  const losses: Loss[] = [
    {
      path: '/database/databases/*/lastFullBackupAt',
      reason: 'it upgrades the schema, so a backup has to be taken after it',
    },
    {
      path: '/activityMonitor/agents/*/siVersion',
      reason: 'it upgrades the Agents; ask Activity Monitor again after it',
    },
  ];
  if (moves) {
    const reason = 'it moves the installation; gather again after it';
    losses.push(
      { path: '/enterpriseManager/installPath', reason },
      { path: '/certsInfo/path', reason },
      {
        path: '/certsInfo/files/*/sizeBytes',
        reason: `it adds ${SECRET_FILE}; back CertsInfo up after it`,
      },
      { path: '/certsInfo/backup/secretExported', reason: `it adds ${SECRET_FILE}; export it after it` },
    );
  }
  const isLine = (parseVersion(to)?.given ?? 0) < 4;
  if (isLine && agents?.some((agent) => agent.version === to))
    losses.push({
      path: '/agents/*/version',
      reason: 'the build that it installs is not known in advance; name it with --via',
    });
  return losses;
}

/** The last hop that takes evidence away is the one that says so. */
function withoutLosses(source: Source, losses: readonly Loss[]): Source {
  if (source.kind !== 'plan') return source;
  const missing = source.missing?.filter((one) => losses.every((loss) => loss.path !== one.path));
  return { ...source, missing };
}
