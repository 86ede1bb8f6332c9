import type { Agent, Policy } from '../../../model/inventory';
import { NEEDED_FIELDS } from '../../../model/needed-fields';

/**
 * How the values of a field are read. `text` as it is; `word` a text that many records share; the others are described
 * where they are read (values.ts, sizes.ts, times.ts).
 */
export type Kind =
  'text' | 'word' | 'version' | 'status' | 'mode' | 'guid' | 'count' | 'size' | 'flag' | 'time' | 'list';

export interface Field {
  name: string;
  kind: Kind;
  /** Names of columns, likeliest first, without case, spaces and punctuation. */
  aliases: readonly string[];
  /** Rules judge by it, so an export without it is not complete. */
  judged: boolean;
}

/** What kind of records an export holds. */
export interface RecordKind {
  section: 'agents' | 'policies';
  /** For people. */
  one: string;
  many: string;
  /** What a record without its name lacks. */
  nameOf: string;
  fields: readonly Field[];
}

/** `added`: the product's own list does not have the column, but administrators may add it. */
type Row<T> = readonly [name: keyof T & string, kind: Kind, aliases: string, origin?: 'added'];

function table<T>(needed: readonly string[], rows: readonly Row<T>[]): Field[] {
  return rows.map(([name, kind, aliases, origin]) => ({
    name,
    kind,
    aliases: [...new Set([...aliases.split(' '), name.toLowerCase()])],
    // A record without its name is told apart from one without a value.
    judged: name !== 'name' && origin === undefined && needed.includes(name),
  }));
}

/** The Agents grid, Export Agent List… and Get-SIAgentStatus (fact B2), and what administrators add to them. */
export const AGENTS: RecordKind = {
  section: 'agents',
  one: 'agent',
  many: 'agents',
  nameOf: 'machine name',
  fields: table<Agent>(NEEDED_FIELDS.agents, [
    [
      'name',
      'text',
      'machine machinename computer computername host hostname server servername agentname agent dnshostname',
    ],
    ['domain', 'word', 'domain domainname netbiosdomain netbiosdomainname addomain'],
    ['fqdn', 'text', 'fqdn fullyqualifieddomainname dnsname machinefqdn agentfqdn'],
    ['address', 'text', 'address ipaddress ip ipv4address agentaddress'],
    ['version', 'version', 'versionstring version agentversion productversion siversion'],
    ['status', 'status', 'status agentstatus state agentstate connectionstatus'],
    ['operatingSystem', 'word', 'operatingsystem os osname windowsversion operatingsystemname'],
    ['osVersion', 'version', 'osversion operatingsystemversion osbuild', 'added'],
    ['mode', 'mode', 'adagent adagentmode agentmode mode'],
    ['eventsInQueue', 'count', 'eventsinqueue queuedevents eventqueue queue queuelength'],
    ['freeSpaceBytes', 'size', 'freespace freediskspace freedisk diskfree diskspacefree availablespace'],
    [
      'dotNetRelease',
      'count',
      'netrelease dotnetrelease netframeworkrelease dotnetframeworkrelease',
      'added',
    ],
    [
      'cpuCores',
      'count',
      'cpucores cores cpus cpucount processors logicalprocessors numberoflogicalprocessors',
      'added',
    ],
    ['memoryBytes', 'size', 'memory ram physicalmemory totalphysicalmemory totalmemory', 'added'],
    ['exchangeVersion', 'version', 'exchangeversion exchangebuild exchangeserverversion', 'added'],
    ['ntlmBlocked', 'flag', 'ntlmblocked', 'added'],
    ['wmiReachable', 'flag', 'wmireachable', 'added'],
    ['emPortReachable', 'flag', 'emportreachable port3741reachable', 'added'],
    ['emTlsIntercepted', 'flag', 'emtlsintercepted tlsintercepted tlsinspected', 'added'],
    ['servicesPipeTimeoutMs', 'count', 'servicespipetimeoutms servicespipetimeout', 'added'],
    ['revocationListsReachable', 'flag', 'revocationlistsreachable crlreachable', 'added'],
    ['serviceStartMode', 'word', 'servicestartmode startmode starttype', 'added'],
    ['hardened', 'flag', 'hardened ishardened hardeningenabled hardeningisenabled', 'added'],
    ['managerAddress', 'text', 'manageraddress', 'added'],
    ['localHibp', 'flag', 'localhibp localpwneddb', 'added'],
    ['modules', 'list', 'modules module loadedmodules'],
    ['features', 'list', 'features feature'],
    ['fsmoRoles', 'list', 'fsmoroles fsmorole fsmo'],
    ['platform', 'word', 'platform architecture'],
    ['isSigned', 'flag', 'issigned signed'],
    ['utcOffset', 'word', 'utcoffset timezoneoffset'],
    ['certificateThumbprint', 'word', 'certificatethumbprint thumbprint certthumbprint'],
    ['lastRegistration', 'time', 'lastregistration lastregistered registrationtime'],
    ['lastEventAt', 'time', 'lastevent lasteventtime lasteventreceived'],
    ['lastStoppedAt', 'time', 'agentlaststopped laststopped laststoppedtime stoppedat'],
    ['buildTime', 'word', 'buildtimestamp buildtime builddate'],
    ['lastContactAt', 'time', 'lastcontact lastmgrcontact lastcontacttime', 'added'],
    ['installedProducts', 'list', 'installedproducts installedsoftware securityproducts', 'added'],
    ['lsassExclusionConfirmed', 'flag', 'lsassexclusionconfirmed lsassexclusion', 'added'],
    ['trustedRoots', 'list', 'trustedroots trustedrootcertificates rootcertificates', 'added'],
  ]),
};

/** Get-SIPolicy (fact G1) and the policy grid. */
export const POLICIES: RecordKind = {
  section: 'policies',
  one: 'policy',
  many: 'policies',
  nameOf: 'name',
  fields: table<Policy>(NEEDED_FIELDS.policies, [
    ['name', 'text', 'policyname name displayname policy title'],
    ['id', 'text', 'policyid id'],
    ['guid', 'guid', 'policyguid guid uniqueid'],
    ['enabled', 'flag', 'enabled isenabled policyenabled active isactive status'],
    [
      'modifiedAt',
      'time',
      'modified lastmodified modifiedon datemodified lastmodifieddate modificationtime lastmodifiedtime whenmodified lastchanged changed updated updatedat',
      'added',
    ],
  ]),
};
