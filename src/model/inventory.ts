/**
 * The inventory, version 1: the types that belong to rules/inventory.schema.json, which describes every field.
 * Absent, null and undefined all mean "no evidence".
 */
export type Opt<T> = T | null | undefined;

export type SourceStatus = 'ok' | 'partial' | 'failed' | 'skipped';

export interface MissingEvidence {
  path?: Opt<string>;
  reason?: Opt<string>;
}

export interface Source {
  id: string;
  kind: string;
  target?: Opt<string>;
  status?: Opt<SourceStatus>;
  collectedAt?: Opt<string>;
  durationMs?: Opt<number>;
  reason?: Opt<string>;
  sections?: Opt<string[]>;
  fields?: Opt<string[]>;
  missing?: Opt<MissingEvidence[]>;
  notes?: Opt<string>;
}

export interface ServiceState {
  name?: Opt<string>;
  state?: Opt<string>;
  startMode?: Opt<string>;
}

export interface EnterpriseManager {
  host?: Opt<string>;
  fqdn?: Opt<string>;
  address?: Opt<string>;
  version?: Opt<string>;
  installPath?: Opt<string>;
  operatingSystem?: Opt<string>;
  osVersion?: Opt<string>;
  language?: Opt<string>;
  domainJoined?: Opt<boolean>;
  domain?: Opt<string>;
  memoryBytes?: Opt<number>;
  cpuCores?: Opt<number>;
  freeDiskBytes?: Opt<number>;
  dotNetRelease?: Opt<number>;
  uacEnabled?: Opt<boolean>;
  databaseAuthentication?: Opt<'sql' | 'windows'>;
  pre735Port?: Opt<number>;
  hibpDatabase?: Opt<boolean>;
  analytics?: Opt<boolean>;
  adUserCount?: Opt<number>;
  services?: Opt<ServiceState[]>;
  notes?: Opt<string>;
}

export interface FileFacts {
  name?: Opt<string>;
  sizeBytes?: Opt<number>;
  modifiedAt?: Opt<string>;
}

export interface CertificateFacts {
  file?: Opt<string>;
  position?: Opt<number>;
  subject?: Opt<string>;
  issuer?: Opt<string>;
  notBefore?: Opt<string>;
  notAfter?: Opt<string>;
  fingerprintSha256?: Opt<string>;
  keyMatches?: Opt<boolean>;
}

export interface CertsInfo {
  path?: Opt<string>;
  found?: Opt<boolean>;
  customSigned?: Opt<boolean>;
  files?: Opt<FileFacts[]>;
  certificates?: Opt<CertificateFacts[]>;
  backup?: Opt<{ path?: Opt<string>; files?: Opt<FileFacts[]> }>;
  notes?: Opt<string>;
}

export interface DatabaseState {
  name?: Opt<string>;
  state?: Opt<string>;
  recoveryModel?: Opt<string>;
  sizeMb?: Opt<number>;
  lastFullBackupAt?: Opt<string>;
  fullBackupFound?: Opt<boolean>;
  isOwner?: Opt<boolean>;
  defaultSchema?: Opt<string>;
  autogrowth?: Opt<{ unit?: Opt<'mb' | 'percent'>; value?: Opt<number> }>;
  freeVolumeMb?: Opt<number>;
  notes?: Opt<string>;
}

export interface DatabaseServer {
  server?: Opt<string>;
  version?: Opt<string>;
  edition?: Opt<string>;
  language?: Opt<string>;
  physicalMemoryMb?: Opt<number>;
  maxServerMemoryMb?: Opt<number>;
  sqlAgentRunning?: Opt<boolean>;
  login?: Opt<{ name?: Opt<string>; authentication?: Opt<'sql' | 'windows' | 'azure'> }>;
  configDatabase?: Opt<string>;
  dataDatabase?: Opt<string>;
  databases?: Opt<DatabaseState[]>;
  notes?: Opt<string>;
}

export interface Policy {
  id?: Opt<string>;
  guid?: Opt<string>;
  name?: Opt<string>;
  enabled?: Opt<boolean>;
  modifiedAt?: Opt<string>;
  notes?: Opt<string>;
}

export interface PolicyExport {
  path?: Opt<string>;
  sizeBytes?: Opt<number>;
  modifiedAt?: Opt<string>;
  sha256?: Opt<string>;
  wellFormed?: Opt<boolean>;
  encrypted?: Opt<boolean>;
  policyCount?: Opt<number>;
  policyNames?: Opt<string[]>;
  reason?: Opt<string>;
  notes?: Opt<string>;
}

export interface MonitoredHost {
  id?: Opt<string>;
  host?: Opt<string>;
  type?: Opt<string>;
  deviceVersion?: Opt<string>;
  mode?: Opt<string>;
  notes?: Opt<string>;
}

export interface ActivityMonitorAgent {
  id?: Opt<string>;
  host?: Opt<string>;
  fqdn?: Opt<string>;
  domain?: Opt<string>;
  osVersion?: Opt<string>;
  isDC?: Opt<boolean>;
  version?: Opt<string>;
  installState?: Opt<string>;
  siInstallState?: Opt<string>;
  siVersion?: Opt<string>;
  managedBySI?: Opt<boolean>;
  errorMessage?: Opt<string>;
  warnings?: Opt<string[]>;
  hosts?: Opt<MonitoredHost[]>;
  notes?: Opt<string>;
}

export interface ActivityMonitor {
  version?: Opt<string>;
  agents?: Opt<ActivityMonitorAgent[]>;
  notes?: Opt<string>;
}

export interface LoggingSetting {
  section?: Opt<string>;
  key?: Opt<string>;
  value?: Opt<string>;
}

export interface Agent {
  name?: Opt<string>;
  domain?: Opt<string>;
  fqdn?: Opt<string>;
  address?: Opt<string>;
  version?: Opt<string>;
  status?: Opt<string>;
  operatingSystem?: Opt<string>;
  osVersion?: Opt<string>;
  mode?: Opt<string>;
  eventsInQueue?: Opt<number>;
  freeSpaceBytes?: Opt<number>;
  dotNetRelease?: Opt<number>;
  cpuCores?: Opt<number>;
  memoryBytes?: Opt<number>;
  modules?: Opt<string[]>;
  features?: Opt<string[]>;
  fsmoRoles?: Opt<string[]>;
  platform?: Opt<string>;
  isSigned?: Opt<boolean>;
  utcOffset?: Opt<string>;
  certificateThumbprint?: Opt<string>;
  lastRegistration?: Opt<string>;
  lastEventAt?: Opt<string>;
  lastStoppedAt?: Opt<string>;
  buildTime?: Opt<string>;
  lastContactAt?: Opt<string>;
  installedProducts?: Opt<string[]>;
  trustedRoots?: Opt<string[]>;
  loggingIni?: Opt<{ path?: Opt<string>; settings?: Opt<LoggingSetting[]> }>;
  notes?: Opt<string>;
}

export interface Inventory {
  schemaVersion: 1;
  environment: string;
  collectedAt: string;
  sources: Source[];
  enterpriseManager?: Opt<EnterpriseManager>;
  certsInfo?: Opt<CertsInfo>;
  database?: Opt<DatabaseServer>;
  policies?: Opt<Policy[]>;
  policyExports?: Opt<PolicyExport[]>;
  activityMonitor?: Opt<ActivityMonitor>;
  reportingModule?: Opt<{ installed?: Opt<boolean>; version?: Opt<string>; postgresVersion?: Opt<string> }>;
  agents?: Opt<Agent[]>;
  notes?: Opt<string>;
}

/** The sections of an inventory in the order in which they are written; agents come last (contracts, section 2). */
export const SECTIONS = [
  'enterpriseManager',
  'certsInfo',
  'database',
  'policies',
  'policyExports',
  'activityMonitor',
  'reportingModule',
  'agents',
] as const;

export type SectionName = (typeof SECTIONS)[number];
