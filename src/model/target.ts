/** One row that allows something; `when` limits it to subjects with these values or ranges. */
export interface TableRow {
  when?: Record<string, string | number | boolean | { minimum?: number; maximum?: number }>;
  facts: string[];
  [column: string]: unknown;
}

/** A documented edge into a line: which versions may be upgraded to it (A2). */
export interface AcceptedSource {
  versions: string;
  /** Only to a later build of the same line. */
  laterBuildOnly?: boolean;
  /** The new version goes to where the old one is. */
  sameLocation?: boolean;
  facts: string[];
  reference: string;
}

/** What the vendor documents about one line of versions (rules/targets.json). */
export interface TargetLine {
  line: string;
  /** Version of the vendor's documentation in the addresses of its pages: 8_1. */
  documentation: string;
  reference: string;
  acceptedSources: AcceptedSource[];
  minimumAgent?: string;
  minimumAgentFacts?: string[];
  agentWindowsServer?: string[];
  enterpriseManagerWindowsServer?: string[];
  nasProxyWindows?: string;
  agentDotNetRelease?: number;
  enterpriseManagerDotNetRelease?: number;
  sqlServer?: string;
  largestAdUserCount?: number;
  enterpriseManagerSizes?: TableRow[];
  sqlServerSizes?: TableRow[];
  reportingWindowsServer?: string[];
  facts: string[];
}

export interface Targets {
  schemaVersion: 1;
  lines: TargetLine[];
}

/** Pairs of products that the vendor documents as compatible (rules/compatibility.json). */
export interface Compatibility {
  schemaVersion: 1;
  activityMonitor: {
    activityMonitor: string;
    threatPrevention: string;
    facts: string[];
    reference: string;
  }[];
  /** Agents that a console of Activity Monitor manages in full (C11): ranges of versions. */
  activityMonitorAgents: { console: string; agents: string; facts: string[] }[];
  /** Types of hosts that Activity Monitor monitors (C6, K2): NAS devices, and all else. */
  hostTypes: { nas: string[]; others: string[]; facts: string[] };
  nasDevices: TableRow[];
  /** Products that protect LSASS (B7), by names that stand in theirs. */
  endpointProtection: string[];
  /** Settings of Logging.ini that 8.1 ignores (A12). */
  loggingSettings: { keys: string[]; values?: string[]; now: string; facts: string[] }[];
}

/** The target of a run: the line's data with the version as it was asked for. */
export interface Target extends TargetLine {
  version: string;
}
