import contoso from '../../../fixtures/inventories/contoso-7.3.9.json';

const DAY = 86_400_000;

/** A whole inventory that is ready for 7.4, as if it had been gathered just now. */
export function sampleInventory(now: Date): object {
  const gathered = Date.parse(contoso.collectedAt);
  const shift = now.getTime() - gathered;
  const text = JSON.stringify({
    $schema: 'https://tp-doctor.dev/schema/inventory.schema.json',
    ...contoso,
    environment: 'sample',
  });
  // Only what happened on the day of gathering moves; certificates and policies keep their dates.
  return JSON.parse(
    text.replace(/"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)"/g, (all, time: string) => {
      const at = Date.parse(time);
      return Math.abs(gathered - at) < DAY ? `"${new Date(at + shift).toISOString()}"` : all;
    }),
  ) as object;
}

/** The configuration that `init` writes. Comments are allowed in this file. */
export const SAMPLE_CONFIG = `{
  // Name of the estate; part of every fingerprint, so keep it stable.
  "environment": "contoso-prod",

  // What you upgrade to: a line (7.4) or a full build (7.4.0.312). --target overrides it.
  "target": "7.4",

  // What closes the gate: "fail" (default) or "warn".
  "failOn": "fail",

  // Rules by id: "off", another level, or other params ("tp-doctor rules show ID" lists them).
  "rules": {
    "agent-queue-drained": { "params": { "maximumEvents": 5000 } }
  },

  // Findings that somebody accepts until a day. Without "subject" the whole rule is covered, for example
  // { "environment": "contoso-prod", "rule": "agent-deployed-everywhere", "subject": "CONTOSO\\\\DC09",
  //   "reason": "replaced in May", "owner": "j.doe", "expires": "2027-05-31" }
  "waivers": [],

  // What "tp-doctor gather" asks. Secrets are never in this file: name environment variables.
  "sources": {
    // "sqlServer": { "server": "SQL01,1433", "auth": "sql", "user": "tp_reader", "passwordEnv": "TP_DOCTOR_SQL_PASSWORD" },
    // "activityMonitor": { "url": "https://am01:4494", "clientId": "tp-doctor", "clientSecretEnv": "TP_DOCTOR_AM_CLIENT_SECRET" },
    // "agents": "agents.xml",
    // "policies": "policies.json",
    // "policyExports": ["exports"],
    // "emRoot": "C:\\\\Program Files\\\\Netwrix\\\\Netwrix Threat Prevention\\\\SIEnterpriseManager",
    // "facts": "facts.json"
  }
}
`;
