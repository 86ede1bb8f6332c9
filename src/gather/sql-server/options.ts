/** What `tp-doctor gather` was told about the SQL Server (contracts, section 7). */
export interface SqlServerOptions {
  /** HOST[\INSTANCE][,PORT]; the port wins over the instance. */
  server: string;
  auth: 'sql' | 'ntlm' | 'azure-default';
  user?: string;
  domain?: string;
  /** From the environment or a prompt; never written anywhere. */
  password?: string;
  /** strict: TDS 8. on: TLS inside PRELOGIN. off: nothing is encrypted. */
  encrypt: 'strict' | 'on' | 'off';
  /** PEM file of the authorities that may have signed the server's certificate. */
  caFile?: string;
  trustServerCertificate: boolean;
  configDatabase: string;
  dataDatabase: string;
  /** Also read the agent hosts from dbo.Server of the configuration database. */
  withAgents: boolean;
  /** Time limit in milliseconds. `context.signal` holds it; this ends the driver's own timers. */
  timeoutMs: number;
  /** UDP port of the SQL Server Browser, 1434 unless said otherwise. */
  browserPort?: number;
  /** More rows than any estate has agents: 1,000,000 unless said otherwise. A server that goes on is cut off. */
  mostRows?: number;
}
