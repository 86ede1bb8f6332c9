import contoso from '../../../fixtures/inventories/contoso-7.3.9.json';
import { SAMPLE_MARK } from '../../engine/json/document-kind';

const DAY = 86_400_000;

/** What the sample has installed: the upgrade to the newest line starts from it. */
const INSTALLED = '7.5.0.9';

/**
 * A whole inventory, as if it had been gathered just now. It is never ready, so that no gate opens on it by mistake: one Agent is
 * too old, another lacks .NET Framework, and the backup of CertsInfo lacks a file.
 */
export function sampleInventory(now: Date): object {
  const gathered = Date.parse(contoso.collectedAt);
  const shift = now.getTime() - gathered;
  const text = JSON.stringify({
    $schema: 'https://tp-doctor.dev/schema/inventory.schema.json',
    [SAMPLE_MARK]: true,
    ...contoso,
    ...withFaults(),
    environment: 'sample',
  });
  const upgraded = text.replaceAll(contoso.enterpriseManager.version, INSTALLED);
  // Only what happened on the day of gathering moves; certificates and policies keep their dates.
  return JSON.parse(
    upgraded.replace(/"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)"/g, (all, time: string) => {
      const at = Date.parse(time);
      return Math.abs(gathered - at) < DAY ? `"${new Date(at + shift).toISOString()}"` : all;
    }),
  ) as object;
}

function withFaults(): object {
  const { agents, certsInfo, activityMonitor } = contoso;
  const faults: Record<string, object> = { DC03: { version: '7.3.8.176' }, FS01: { dotNetRelease: 394802 } };
  const files = [
    ...certsInfo.files,
    { name: 'Secret.dpapi', sizeBytes: 312, modifiedAt: '2024-02-11T08:12:45Z' },
  ];
  const backup = {
    ...certsInfo.backup,
    files: certsInfo.files.filter(({ name }) => name !== 'Ca-key.pem'),
    secretExported: true,
  };
  return {
    agents: agents.map((agent) => ({ ...agent, ...faults[agent.name] })),
    certsInfo: { ...certsInfo, files, backup },
    // No NAS: which Activity Monitor goes with the newest line is not documented.
    activityMonitor: {
      ...activityMonitor,
      agents: activityMonitor.agents.map((agent) => ({ ...agent, hosts: [] })),
    },
  };
}

/**
 * The configuration that `init` writes, in which comments are allowed. It names no estate but `environment`, relaxes nothing and
 * waives nothing: what is an example is a comment.
 */
export function formatSampleConfig(target: string, environment?: string): string {
  const named =
    environment === undefined
      ? '// "environment": "NAME",'
      : `"environment": ${JSON.stringify(environment)},`;
  return `{
  // Name of the estate; part of every fingerprint, so keep it stable.
  ${named}

  // What you upgrade to: a line (${target}) or a full build. --target overrides it.
  // tp-doctor init wrote the newest line that it knows, where nobody named another one.
  "target": "${target}",

  // What closes the gate: "fail" (default) or "warn".
  // "failOn": "fail",

  // Rules by id: "off", another level, or other params ("tp-doctor rules show ID" lists them).
  // "rules": { "agent-queue-drained": { "level": "fail" } },

  // Findings that somebody accepts until a day. Without "subject" the whole rule is covered.
  // "waivers": [
  //   { "environment": "NAME", "rule": "agent-deployed-everywhere", "subject": "DOMAIN\\\\HOST",
  //     "reason": "WHY", "owner": "WHO", "expires": "2027-05-31" }
  // ],

  // What "tp-doctor gather" asks. Secrets are never in this file: name environment variables.
  // "sources": {
  //   "sqlServer": { "server": "SQL-SERVER", "auth": "sql", "user": "LOGIN", "passwordEnv": "TP_DOCTOR_SQL_PASSWORD" },
  //   "activityMonitor": { "url": "https://HOST:4494", "clientId": "CLIENT-ID", "clientSecretEnv": "TP_DOCTOR_AM_CLIENT_SECRET" },
  //   "agents": "agents.xml",
  //   "policies": "policies.json",
  //   "policyExports": ["policies.xml"],
  //   "emRoot": "SIENTERPRISEMANAGER-FOLDER",
  //   "facts": "facts.json"
  // }
}
`;
}
