import type { SourceLoaders } from './gather-sources';

/** The readers of exports, each module loaded when one of its files is named. */
export const EXPORT_LOADERS: Omit<SourceLoaders, 'sqlServer'> = {
  agentList: async () => (await import('../gather/exports/list-sources')).agentListSource,
  policyList: async () => (await import('../gather/exports/list-sources')).policyListSource,
  policyExport: async () => (await import('../gather/exports/policy-export')).policyExportSource,
};
