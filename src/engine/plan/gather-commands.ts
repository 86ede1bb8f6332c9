import type { Inventory, Source } from '../../model/inventory';
import { quoteArgument } from '../values/arguments';

/** The commands that gather an estate anew, by what is there at the time. */
export interface GatherCommands {
  /** As it was gathered. */
  gather: string;
  /** While no server is installed: what needs none. */
  gatherUninstalled: string;
  /** After the install, which may have put the server elsewhere. */
  gatherAfter: string;
}

/** What names each kind of source on the command line, in this order; `one`: gather takes it once. */
const OPTIONS: Record<string, { option: string; placeholder: string; one?: true }> = {
  'enterprise-manager': { option: '--em-root', placeholder: 'SIENTERPRISEMANAGER-FOLDER', one: true },
  'sql-server': { option: '--sql-server', placeholder: 'SQL-SERVER', one: true },
  'agent-list': { option: '--agents', placeholder: 'AGENT-LIST', one: true },
  'policy-list': { option: '--policies', placeholder: 'POLICY-LIST', one: true },
  'policy-export': { option: '--policy-export', placeholder: 'POLICY-EXPORT' },
  'activity-monitor': { option: '--activity-monitor', placeholder: 'URL', one: true },
  facts: { option: '--facts', placeholder: 'FACTS' },
  inventory: { option: '--merge', placeholder: 'INVENTORY' },
};

/** Where the inventory names no source: what a gather of a whole estate asks. */
const USUAL: Source[] = [
  'enterprise-manager',
  'sql-server',
  'agent-list',
  'policy-list',
  'policy-export',
].map((kind) => ({ id: kind, kind }));

/** The sources of the inventory as arguments of gather; in capitals what only the reader knows. */
export function formatGatherCommands(inventory: Inventory): GatherCommands {
  const known = inventory.sources.filter(({ kind }) => Object.hasOwn(OPTIONS, kind));
  const given = known.length === 0 ? USUAL : known;
  const moved = given.map((one) => (one.kind === 'enterprise-manager' ? { ...one, target: null } : one));
  // A hop before this one may have put the server elsewhere.
  const isElsewhere = inventory.enterpriseManager?.installPath == null && isPlanned(inventory);
  const sources = isElsewhere ? moved : given;
  const needNoServer = sources.filter(({ kind }) => kind === 'enterprise-manager' || kind === 'sql-server');
  return {
    gather: formatGather(inventory, sources),
    gatherUninstalled: formatGather(inventory, needNoServer.length === 0 ? USUAL.slice(0, 2) : needNoServer),
    gatherAfter: formatGather(inventory, moved),
  };
}

/** Whether it is the inventory that a hop will leave. */
function isPlanned({ sources }: Inventory): boolean {
  return sources.some(({ kind }) => kind === 'plan');
}

function formatGather(inventory: Inventory, sources: readonly Source[]): string {
  const words = Object.entries(OPTIONS).flatMap(([kind, { option, placeholder, one }]) => {
    const own = sources.filter((source) => source.kind === kind);
    return (one ? own.slice(0, 1) : own).flatMap(({ target }) => [
      option,
      quoteOr(placeholder, target),
      ...moreOf(kind, inventory),
    ]);
  });
  return ['tp-doctor gather --environment', quoteOr('NAME', inventory.environment), ...words].join(' ');
}

/** What a source needs beside its name. */
function moreOf(kind: string, { certsInfo, database }: Inventory): string[] {
  if (kind === 'activity-monitor') return ['--activity-monitor-client-id', 'CLIENT-ID'];
  if (kind === 'sql-server') return loginOf(database?.login ?? {});
  const backup = certsInfo?.backup?.path;
  return kind === 'enterprise-manager' && backup != null
    ? ['--certs-backup', quoteOr('BACKUP-FOLDER', backup)]
    : [];
}

type Login = NonNullable<NonNullable<Inventory['database']>['login']>;

function loginOf({ authentication, name }: Login): string[] {
  if (authentication === 'azure') return ['--sql-auth', 'azure-default'];
  if (authentication !== 'windows') return ['--sql-user', quoteOr('LOGIN', name)];
  // An NTLM login is known by its name.
  if (name == null) return ['--sql-auth', 'integrated'];
  const [domain, user] = /^([^\\]+)\\(.+)$/.exec(name)?.slice(1) ?? [];
  return [
    '--sql-auth',
    'ntlm',
    '--sql-domain',
    quoteOr('DOMAIN', domain),
    '--sql-user',
    quoteOr('LOGIN', user),
  ];
}

/** A value that every shell reads alike, else what stands for it. */
function quoteOr(placeholder: string, value: string | null | undefined): string {
  return (value == null ? undefined : quoteArgument(value)) ?? placeholder;
}
