import type { Agent } from '../../../model/inventory';

/** What is read of each host, where it is to be had. */
export const HOST_FIELDS = [
  'operatingSystem',
  'osVersion',
  'dotNetRelease',
  'cpuCores',
  'memoryBytes',
  'installedProducts',
  'trustedRoots',
  'servicesPipeTimeoutMs',
  'serviceStartMode',
  'freeSpaceBytes',
  'version',
  'hardened',
  'managerAddress',
] as const satisfies (keyof Agent)[];
