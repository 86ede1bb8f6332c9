// Made from rules/inventory.schema.json by "npm run generate".
/** What was not gathered is absent, null or undefined: all three mean "no evidence". */

export type Opt<T> = T | null | undefined;

/** ok: complete. partial: some evidence is missing, see reason. failed: nothing was had. skipped: left out on purpose. */
export type SourceStatus = 'ok' | 'partial' | 'failed' | 'skipped';

/** One piece of missing evidence. */
export interface MissingEvidence {
  /** JSON pointer of the field in the inventory. */
  path?: Opt<string>;
  /** Why it is missing and which permission or flag would supply it. */
  reason?: Opt<string>;
  /** Nothing went wrong: it is to be had elsewhere alone, as the reason says. */
  open?: Opt<boolean>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One source of evidence. */
export interface Source {
  /** Short name, unique in the file. */
  id: string;
  /** sql-server, activity-monitor, agent-list, policy-list, policy-export, enterprise-manager, facts, inventory or manual. */
  kind: string;
  /** What was asked: a server, a URL without credentials, a file or a folder. */
  target?: Opt<string>;
  /** ok: complete. partial: some evidence is missing, see reason. failed: nothing was had. skipped: left out on purpose. */
  status?: Opt<SourceStatus>;
  /** When this source was asked. */
  collectedAt?: Opt<string>;
  /** When its evidence was true, where that is not collectedAt: the time of an export, or of the oldest source of a merged inventory. */
  asOf?: Opt<string>;
  /** How long it took, in milliseconds. */
  durationMs?: Opt<number>;
  /** Why the source is not complete, and what would supply the rest. */
  reason?: Opt<string>;
  /** The sections it wrote, such as "agents". */
  sections?: Opt<string[]>;
  /** JSON pointers of what it supplied, where that is finer than a section. */
  fields?: Opt<string[]>;
  /** What it could not supply, and why. */
  missing?: Opt<MissingEvidence[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One service. */
export interface ServiceState {
  /** Service name. */
  name?: Opt<string>;
  /** running, stopped, … */
  state?: Opt<string>;
  /** auto, manual or disabled. */
  startMode?: Opt<string>;
  /** Account that it runs as, such as CONTOSO\svc-tp or LocalSystem (F5). */
  account?: Opt<string>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One member. */
export interface LocalAdministrator {
  /** User or group with its domain, such as CONTOSO\svc-tp. */
  name?: Opt<string>;
  /** What it is. */
  kind?: Opt<'user' | 'group'>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** Two sources that contradict each other about one field. */
export interface Conflict {
  /** Name of the field. */
  field: string;
  /** The value that stands in the field, as text. */
  kept?: Opt<string>;
  /** Id of the source that it is from. */
  keptSource?: Opt<string>;
  /** What another source says, as text. */
  other?: Opt<string>;
  /** Id of that source. */
  source?: Opt<string>;
  /** When that was true. */
  asOf?: Opt<string>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** The Threat Prevention server (F1 to F4). */
export interface EnterpriseManager {
  /** Host name. */
  host?: Opt<string>;
  /** Fully qualified host name. */
  fqdn?: Opt<string>;
  /** IP address. */
  address?: Opt<string>;
  /** Product version, for example 7.3.9.42 (A15). */
  version?: Opt<string>;
  /** The SIEnterpriseManager folder (D1). */
  installPath?: Opt<string>;
  /** Name, for example "Windows Server 2019 Standard" (F1). */
  operatingSystem?: Opt<string>;
  /** Windows version number, for example 10.0.17763. */
  osVersion?: Opt<string>;
  /** System language as a tag, for example en-US (F1). */
  language?: Opt<string>;
  /** Member of a domain (F1). */
  domainJoined?: Opt<boolean>;
  /** Domain of the machine. */
  domain?: Opt<string>;
  /** Physical memory in bytes (F2). */
  memoryBytes?: Opt<number>;
  /** Logical processors (F2). */
  cpuCores?: Opt<number>;
  /** Free space on the volume of installPath, in bytes (F2). */
  freeDiskBytes?: Opt<number>;
  /** Release value under HKLM\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full (F3). */
  dotNetRelease?: Opt<number>;
  /** User Account Control is on, EnableLUA = 1 (E9). */
  uacEnabled?: Opt<boolean>;
  /** How the Enterprise Manager logs in to SQL Server (E9). */
  databaseAuthentication?: Opt<'sql' | 'windows'>;
  /** Pre735Port of SIEnterpriseManager.exe.config; 0 when the key is off or not in the file (D3). */
  pre735Port?: Opt<number>;
  /** The Have I Been Pwned password database is used (A11, F2). */
  hibpDatabase?: Opt<boolean>;
  /** Analytics are used; decides the size of machine that is needed (F2). */
  analytics?: Opt<boolean>;
  /** Active Directory users; more than 2,000 is a large estate (E11, F2). */
  adUserCount?: Opt<number>;
  /** Windows services of the product (A14). */
  services?: Opt<ServiceState[]>;
  /** Members of the local group Administrators (F5). Of a listed group the members count as not known; list those who matter beside it. */
  localAdministrators?: Opt<LocalAdministrator[]>;
  /** The licence, as Help > License Manager shows it (F6, F15). */
  license?: Opt<{
    /** A licence of the vendor is imported; false where the temporary one of six days runs. */
    present?: Opt<boolean>;
    /** False where License Manager shows no last day. */
    expires?: Opt<boolean>;
    /** Its last day. */
    expiresAt?: Opt<string>;
    /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
    conflicts?: Opt<Conflict[]>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** A virtual machine (F9). */
  virtual?: Opt<boolean>;
  /** Version of the HIBP database, as EPE Settings shows it (I1). */
  hibpVersion?: Opt<string>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One file. */
export interface FileFacts {
  /** File name without its folder. Compared without regard to case (D2). */
  name?: Opt<string>;
  /** Size in bytes. */
  sizeBytes?: Opt<number>;
  /** Time of the last change. */
  modifiedAt?: Opt<string>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One certificate. */
export interface CertificateFacts {
  /** File it is in. */
  file?: Opt<string>;
  /** Place in the file, 0 for the first. Only the first one has a key file. */
  position?: Opt<number>;
  /** Subject name. */
  subject?: Opt<string>;
  /** Issuer name. */
  issuer?: Opt<string>;
  /** Start of validity. */
  notBefore?: Opt<string>;
  /** End of validity. */
  notAfter?: Opt<string>;
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprintSha256?: Opt<string>;
  /** The private key beside it belongs to it; tested in memory. */
  keyMatches?: Opt<boolean>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** The CertsInfo folder of the Enterprise Manager (D1, D2). Names, sizes and times of files, public facts of certificates, never content. */
export interface CertsInfo {
  /** The folder. */
  path?: Opt<string>;
  /** False when the folder does not exist. */
  found?: Opt<boolean>;
  /** Certificates were signed by an own authority, so that Ca-key.pem is absent (D2). */
  customSigned?: Opt<boolean>;
  /** Files in the folder. */
  files?: Opt<FileFacts[]>;
  /** Certificates read from the files. */
  certificates?: Opt<CertificateFacts[]>;
  /** A copy of the folder. An empty files list says that there is none. */
  backup?: Opt<{
    /** Folder of the copy. */
    path?: Opt<string>;
    /** Files in the copy. */
    files?: Opt<FileFacts[]>;
    /** Secret.dpapi was exported with SecretMgr.exe, to a file that is kept with the copy (D7). */
    secretExported?: Opt<boolean>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One volume. */
export interface DatabaseDisk {
  /** Mount point. */
  name?: Opt<string>;
  /** Size in MB. */
  totalMb?: Opt<number>;
  /** What is on it. */
  holds?: Opt<('data' | 'log' | 'tempdb')[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One database. */
export interface DatabaseState {
  /** Name. */
  name?: Opt<string>;
  /** ONLINE, OFFLINE, RESTORING, … */
  state?: Opt<string>;
  /** SIMPLE, FULL or BULK_LOGGED (E3). */
  recoveryModel?: Opt<string>;
  /** Size in MB. */
  sizeMb?: Opt<number>;
  /** End of the last full backup known to msdb (E10). */
  lastFullBackupAt?: Opt<string>;
  /** False when msdb knows no full backup. */
  fullBackupFound?: Opt<boolean>;
  /** The product's login is a member of db_owner (E4). */
  isOwner?: Opt<boolean>;
  /** Default schema of that login (E4). */
  defaultSchema?: Opt<string>;
  /** Growth of the data file (E6). */
  autogrowth?: Opt<{
    /** Unit of value. */
    unit?: Opt<'mb' | 'percent'>;
    /** Growth step, in the unit; 0 means that the file does not grow. */
    value?: Opt<number>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** Free space in MB on the volume of the data file. */
  freeVolumeMb?: Opt<number>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** The SQL Server instance and the two databases (E1 to E11). */
export interface DatabaseServer {
  /** Host, with instance or port where there is one. */
  server?: Opt<string>;
  /** Product version, for example 15.0.4430.1 (E2). */
  version?: Opt<string>;
  /** Edition. */
  edition?: Opt<string>;
  /** Default language of the login or server, for example us_english (E2). */
  language?: Opt<string>;
  /** Memory of the machine in MB (E5). */
  physicalMemoryMb?: Opt<number>;
  /** Logical processors of the machine (E13). */
  cpuCores?: Opt<number>;
  /** max server memory in MB; 2147483647 means unrestricted (E5). */
  maxServerMemoryMb?: Opt<number>;
  /** The SQL Server Agent service is running (E7). */
  sqlAgentRunning?: Opt<boolean>;
  /** Account of the service SQL Server (E17). */
  serviceAccount?: Opt<string>;
  /** Account of the service SQL Server Agent (E17). */
  agentServiceAccount?: Opt<string>;
  /** Volumes with files of the event database and of tempdb (E13). */
  disks?: Opt<DatabaseDisk[]>;
  /** The login that was used. */
  login?: Opt<{
    /** Login name. */
    name?: Opt<string>;
    /** Kind of login. */
    authentication?: Opt<'sql' | 'windows' | 'azure'>;
    /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
    conflicts?: Opt<Conflict[]>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** Name of the configuration database where it is not NVMonitorConfig (E1). */
  configDatabase?: Opt<string>;
  /** Name of the event database where it is not NVMonitorData (E1). */
  dataDatabase?: Opt<string>;
  /** Name of the archive database, where Database Maintenance moves events to one on this server (E18). */
  archiveDatabase?: Opt<string>;
  /** The databases of the product. */
  databases?: Opt<DatabaseState[]>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One policy. */
export interface Policy {
  /** Policy id. */
  id?: Opt<string>;
  /** Policy GUID. */
  guid?: Opt<string>;
  /** Name. */
  name?: Opt<string>;
  /** The policy is enabled. */
  enabled?: Opt<boolean>;
  /** Time of the last change. */
  modifiedAt?: Opt<string>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One export. */
export interface PolicyExport {
  /** File. */
  path?: Opt<string>;
  /** Size in bytes. */
  sizeBytes?: Opt<number>;
  /** When it was written. */
  modifiedAt?: Opt<string>;
  /** SHA-256 of the file, hexadecimal. */
  sha256?: Opt<string>;
  /** The file is well-formed XML. */
  wellFormed?: Opt<boolean>;
  /** Sensitive fields are encrypted with a password. */
  encrypted?: Opt<boolean>;
  /** The password of an encrypted export is kept where it will be found (G4). */
  passwordKept?: Opt<boolean>;
  /** Policies of the event types AD Replication are in it (G7). */
  replicationPolicies?: Opt<boolean>;
  /** Number of policies in it. */
  policyCount?: Opt<number>;
  /** Names of the policies in it. */
  policyNames?: Opt<string[]>;
  /** Why the file could not be read. */
  reason?: Opt<string>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One output. */
export interface MonitorOutput {
  /** Output id. */
  id?: Opt<string>;
  /** The product that manages it: Threat Prevention; empty where it is Activity Monitor itself (C22). */
  managedBy?: Opt<string>;
  /** Whether events are sent to it. */
  enabled?: Opt<boolean>;
  /** OK, Warning or Error. */
  status?: Opt<string>;
}

/** One monitored host. */
export interface MonitoredHost {
  /** Host id. */
  id?: Opt<string>;
  /** Name. */
  host?: Opt<string>;
  /** NetApp, Celerra, Isilon, Hitachi, Unity, Nasuni, Panzura, Windows, … (C4, C6). */
  type?: Opt<string>;
  /** Version of the device's software, where known (C4). */
  deviceVersion?: Opt<string>;
  /** For NetApp: 7-mode or cluster (C4). */
  mode?: Opt<string>;
  /** Where the events of the host go (C22); each host has at least one. */
  outputs?: Opt<MonitorOutput[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One Activity Monitor agent. */
export interface ActivityMonitorAgent {
  /** Agent id. */
  id?: Opt<string>;
  /** Windows server it runs on. */
  host?: Opt<string>;
  /** Fully qualified name of that server. */
  fqdn?: Opt<string>;
  /** Domain of that server. */
  domain?: Opt<string>;
  /** Windows or Linux (C23). */
  platform?: Opt<string>;
  /** Windows version number, for example 10.0.17763.0 (C3). */
  osVersion?: Opt<string>;
  /** The server is a domain controller. */
  isDC?: Opt<boolean>;
  /** Version of the Activity Monitor agent, for example 7.1.164. */
  version?: Opt<string>;
  /** NotInstalled, Unknown, Installed, Installing, Upgrading, Uninstalling, Outdated, Failed or ManagedBySI (C6). */
  installState?: Opt<string>;
  /** The same for the Threat Prevention Agent on that server (C6). */
  siInstallState?: Opt<string>;
  /** Version of the Threat Prevention Agent there, four parts; "" when there is none. */
  siVersion?: Opt<string>;
  /** Managed by Threat Prevention. */
  managedBySI?: Opt<boolean>;
  /** Error reported by the agent; "" when there is none. */
  errorMessage?: Opt<string>;
  /** Warnings reported by the agent. */
  warnings?: Opt<string[]>;
  /** What the agent monitors. */
  hosts?: Opt<MonitoredHost[]>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** Netwrix Activity Monitor (C1 to C7). An empty agents list says that there is none. */
export interface ActivityMonitor {
  /** Version of the console or API server. */
  version?: Opt<string>;
  /** Its agents. */
  agents?: Opt<ActivityMonitorAgent[]>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One of them. */
export interface RemoteConsole {
  /** Host name. */
  host?: Opt<string>;
  /** Its upgrade is in the plan (A25). */
  planned?: Opt<boolean>;
  /** Version of the console, for example 8.1.0.12 (A19). */
  version?: Opt<string>;
  /** Name, for example "Windows 11 Enterprise" (F10, K4). */
  operatingSystem?: Opt<string>;
  /** Language that Windows was installed in, as a tag, for example en-US (F10). */
  language?: Opt<string>;
  /** Member of a domain (F10). */
  domainJoined?: Opt<boolean>;
  /** .NET Framework Release number from the registry (K4). */
  dotNetRelease?: Opt<number>;
  /** Memory (F10). */
  memoryBytes?: Opt<number>;
  /** Processor cores (F10). */
  cpuCores?: Opt<number>;
  /** Free space on the volume of the console (F10). */
  freeDiskBytes?: Opt<number>;
  /** Names of the files in SIWinConsole\CertsInfo, never their content (D9). */
  certsInfoFiles?: Opt<string[]>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One of them. */
export interface EpeRestSite {
  /** Host name. */
  host?: Opt<string>;
  /** IIS is installed (I4). */
  iisInstalled?: Opt<boolean>;
  /** ASP.NET 4.5 or later is installed (I4). */
  aspNet45Installed?: Opt<boolean>;
  /** .NET Framework Release number from the registry (I4). */
  dotNetRelease?: Opt<number>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One setting. */
export interface LoggingSetting {
  /** Section. */
  section?: Opt<string>;
  /** Key. */
  key?: Opt<string>;
  /** Value. */
  value?: Opt<string>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** One row. */
export interface Agent {
  /** Machine. */
  name?: Opt<string>;
  /** Domain, NetBIOS or DNS. */
  domain?: Opt<string>;
  /** False where the list has a column for the domain and nothing in it for this row (B22); set by the reader of the agent list. */
  domainListed?: Opt<boolean>;
  /** FQDN. */
  fqdn?: Opt<string>;
  /** Address. */
  address?: Opt<string>;
  /** Version String, for example 7.3.9.42. */
  version?: Opt<string>;
  /** Active, Active (Modules Pending), Stopped, Lost Connection or No Agent (B1). */
  status?: Opt<string>;
  /** Operating System. */
  operatingSystem?: Opt<string>;
  /** Windows version number. */
  osVersion?: Opt<string>;
  /** AD Agent: Normal or Safe Mode. */
  mode?: Opt<string>;
  /** Events In Queue (B9). */
  eventsInQueue?: Opt<number>;
  /** Free Space, in bytes (B4). */
  freeSpaceBytes?: Opt<number>;
  /** .NET Framework Release of that server (B5). */
  dotNetRelease?: Opt<number>;
  /** Processors (B4). */
  cpuCores?: Opt<number>;
  /** Memory in bytes (B4). */
  memoryBytes?: Opt<number>;
  /** Build of Exchange on that server, for example 15.2.1544.9 (B32); absent where there is none. */
  exchangeVersion?: Opt<string>;
  /** NTLM is blocked between the Enterprise Manager and that server (B17). */
  ntlmBlocked?: Opt<boolean>;
  /** The Enterprise Manager reaches that server by WMI: RPC 135 and DCOM (B18). */
  wmiReachable?: Opt<boolean>;
  /** That server reaches TCP 3741 of the Enterprise Manager (B20). */
  emPortReachable?: Opt<boolean>;
  /** TLS between that server and the Enterprise Manager is inspected on the way (B20). */
  emTlsIntercepted?: Opt<boolean>;
  /** ServicesPipeTimeout under HKLM\SYSTEM\CurrentControlSet\Control of that server, in milliseconds; 30000 where the value is not there (B26). */
  servicesPipeTimeoutMs?: Opt<number>;
  /** That server reaches the revocation lists of the certificates that sign the product (B26). */
  revocationListsReachable?: Opt<boolean>;
  /** Start mode of the service SIWindowsAgent, as Windows says it: Auto, Manual or Disabled (B27). */
  serviceStartMode?: Opt<string>;
  /** The Agent is hardened: hardeningEnabled of SIWindowsAgent.exe.config, or a person who has looked (B40). */
  hardened?: Opt<boolean>;
  /** managerAddress of SIWindowsAgent.exe.config: how the Agent calls the Enterprise Manager, perhaps with :port (B47, D8). */
  managerAddress?: Opt<string>;
  /** The Agent has its own copy of the HIBP password database (B24). */
  localHibp?: Opt<boolean>;
  /** Modules. */
  modules?: Opt<string[]>;
  /** Features. */
  features?: Opt<string[]>;
  /** FSMO Roles. */
  fsmoRoles?: Opt<string[]>;
  /** Platform. */
  platform?: Opt<string>;
  /** Is Signed. */
  isSigned?: Opt<boolean>;
  /** UTC Offset, as shown. */
  utcOffset?: Opt<string>;
  /** Certificate Thumbprint. */
  certificateThumbprint?: Opt<string>;
  /** Last Registration. */
  lastRegistration?: Opt<string>;
  /** Last Events. */
  lastEventAt?: Opt<string>;
  /** Agent Last Stopped. */
  lastStoppedAt?: Opt<string>;
  /** Build Time Stamp, as shown. */
  buildTime?: Opt<string>;
  /** LastMgrContact of dbo.Server (B12). */
  lastContactAt?: Opt<string>;
  /** Other security products on that server (B6, B7), and the product's own Agent where the list says No Agent (B21). An empty list says that there is none. */
  installedProducts?: Opt<string[]>;
  /** Somebody has checked that the endpoint protection on that server excludes the files of the new Agent (B7). */
  lsassExclusionConfirmed?: Opt<boolean>;
  /** Names of the certificates in the machine's Trusted Root store (B13). */
  trustedRoots?: Opt<string[]>;
  /** A customised Logging.ini (A12). */
  loggingIni?: Opt<{
    /** File. */
    path?: Opt<string>;
    /** Its settings. */
    settings?: Opt<LoggingSetting[]>;
    /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
    conflicts?: Opt<Conflict[]>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
  conflicts?: Opt<Conflict[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** What was gathered of one Threat Prevention estate. An absent section or field, or null, means "no evidence". Sizes are integers whose unit is in the name; times are ISO 8601 with an offset. No secret is ever in an inventory. */
export interface Inventory {
  /** Where an editor finds this schema; never read by tp-doctor. */
  $schema?: string;
  /** Version of this format. */
  schemaVersion: 1;
  /** Name of the estate. Part of every fingerprint, so keep it stable. */
  environment: string;
  /** When gathering ended. */
  collectedAt: string;
  /** Where the sections came from, and what was not to be had. */
  sources: Source[];
  /** The Threat Prevention server (F1 to F4). */
  enterpriseManager?: Opt<EnterpriseManager>;
  /** The CertsInfo folder of the Enterprise Manager (D1, D2). Names, sizes and times of files, public facts of certificates, never content. */
  certsInfo?: Opt<CertsInfo>;
  /** The SQL Server instance and the two databases (E1 to E11). */
  database?: Opt<DatabaseServer>;
  /** Policies of the Enterprise Manager (G1). */
  policies?: Opt<Policy[]>;
  /** Files made by Export-SIPolicy or the console (G1, G2). An empty list says that there is none. */
  policyExports?: Opt<PolicyExport[]>;
  /** Netwrix Activity Monitor (C1 to C7). An empty agents list says that there is none. */
  activityMonitor?: Opt<ActivityMonitor>;
  /** The Reporting Module (A13). */
  reportingModule?: Opt<{
    /** False when it is not used. */
    installed?: Opt<boolean>;
    /** Version, for example 2.8. */
    version?: Opt<string>;
    /** Version of its PostgreSQL. */
    postgresVersion?: Opt<string>;
    /** Windows of its server, for example "Windows Server 2019 Standard" (H1). */
    operatingSystem?: Opt<string>;
    /** System language of its server as a tag, for example en-US (H3). */
    language?: Opt<string>;
    /** Physical memory of its server in bytes (H3). */
    memoryBytes?: Opt<number>;
    /** Logical processors of its server (H3). */
    cpuCores?: Opt<number>;
    /** Free space on the volume that it is installed on, in bytes (H3). */
    freeDiskBytes?: Opt<number>;
    /** Release value of the .NET Framework on its server, as in enterpriseManager (H3). */
    dotNetRelease?: Opt<number>;
    /** Other products of the vendor on its server (H2). An empty list says that there is none. */
    installedProducts?: Opt<string[]>;
    /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
    conflicts?: Opt<Conflict[]>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** What only a person knows of the estate, each an answer to one question (rules/questions.json). */
  decisions?: Opt<{
    /** Every security product of the servers with an Agent leaves out the Agent's programs and drivers (B30). Given by those who run the security products. */
    agentExclusionsSet?: Opt<boolean>;
    /** Every security product of the Enterprise Manager leaves out its programs (B30). Given by those who run the security products. */
    emExclusionsSet?: Opt<boolean>;
    /** Exclusions by path name the folders that 7.4 makes too, or there are none by path (B31). Given by those who run the security products. */
    exclusionPathsUpdated?: Opt<boolean>;
    /** No file *.log.config of the Enterprise Manager, a console or an Agent was changed by hand (A20). Given by those who run Threat Prevention. */
    logConfigsDefault?: Opt<boolean>;
    /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
    conflicts?: Opt<Conflict[]>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** The last run of SIPolicyVerifier.exe of 8.1 over an export of all policies (G5). Given by who ran it. */
  policyVerifier?: Opt<{
    /** Its exit code: 0 all exists, 1 something is missing or out of reach, 2 it could not tell (G5). */
    exitCode?: Opt<number>;
    /** Fields about which sources contradict each other; such a field is judged as if it were not known. */
    conflicts?: Opt<Conflict[]>;
    /** Free text for people; never judged. */
    notes?: Opt<string>;
  }>;
  /** Administration Consoles on other machines than the Enterprise Manager (A25, F10); an empty list says that there are none. Given by those who run Threat Prevention. */
  remoteConsoles?: Opt<RemoteConsole[]>;
  /** Servers with the EPE Rest Site (A25, I4); an empty list says that there are none. Given by those who run Threat Prevention. */
  epeRestSites?: Opt<EpeRestSite[]>;
  /** Rows of the Agents grid, whatever their status (B1, B2). */
  agents?: Opt<Agent[]>;
  /** Free text for people; never judged. */
  notes?: Opt<string>;
}

/** The sections in the order in which they are written; agents come last (contracts, section 2). */
export const SECTIONS = [
  'enterpriseManager',
  'certsInfo',
  'database',
  'policies',
  'policyExports',
  'activityMonitor',
  'reportingModule',
  'decisions',
  'policyVerifier',
  'remoteConsoles',
  'epeRestSites',
  'agents',
] as const;

export type SectionName = (typeof SECTIONS)[number];
