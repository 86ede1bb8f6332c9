import type { SourceLoaders } from './sources';

/** The sources with heavy modules, each loaded when it is asked for. */
export const LOADERS: SourceLoaders = {
  sqlServer: async () => (await import('../../gather/sql-server')).sqlServerSource,
  agentList: async () => (await import('../../gather/exports/list-sources')).agentListSource,
  policyList: async () => (await import('../../gather/exports/list-sources')).policyListSource,
  policyExport: async () => (await import('../../gather/exports/policy-export')).policyExportSource,
};
