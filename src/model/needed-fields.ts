// Made from the needs of the rules before an upgrade by "npm run generate".
/** Fields of a row without which some rule about it is unknown. */
export const NEEDED_FIELDS = {
  agents: [
    'address',
    'dotNetRelease',
    'eventsInQueue',
    'fqdn',
    'freeSpaceBytes',
    'installedProducts',
    'loggingIni',
    'name',
    'operatingSystem',
    'status',
    'trustedRoots',
    'version',
  ],
  policies: ['modifiedAt', 'name'],
} as const satisfies Record<string, readonly string[]>;
