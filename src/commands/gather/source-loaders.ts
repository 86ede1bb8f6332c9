import type { SourceLoaders } from './sources';

/** The sources with heavy modules, each loaded when it is asked for. */
export const LOADERS: SourceLoaders = {
  sqlServer: async () => (await import('../../gather/sql-server/sql-server')).sqlServerSource,
  agentList: async () => (await import('../../gather/exports/lists/lists')).agentListSource,
  policyList: async () => (await import('../../gather/exports/lists/lists')).policyListSource,
  policyExport: async () => (await import('../../gather/exports/policies/policy-export')).policyExportSource,
};
