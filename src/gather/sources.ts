import { activityMonitor } from './activity-monitor/descriptor';
import { agentHosts } from './agent-hosts/descriptor';
import { enterpriseManager } from './enterprise-manager/descriptor';
import { exportFiles } from './exports/descriptor';
import { facts } from './facts/descriptor';
import { sqlServer } from './sql-server/descriptor';

/** Every source of evidence. What gather knows of a source, it knows from here. */
export const SOURCES = [
  // In the order of `--help`.
  sqlServer,
  activityMonitor,
  exportFiles,
  enterpriseManager,
  agentHosts,
  facts,
] as const;
