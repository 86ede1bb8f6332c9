import { readXml } from '../exports/readers/xml';
import { decodeMarked, readBounded } from '../read-file';
import { findEntry, type Folder } from './folder';

/** The configuration file of the Enterprise Manager. */
export const CONFIG = 'SIEnterpriseManager.exe.config';
const LARGEST_CONFIG = 4 * 2 ** 20;

/** The text of that file in `root`. @throws Error where it is not there, SourceError where it cannot be read */
export async function readConfigText(root: Folder): Promise<string> {
  const file = await findEntry(root, CONFIG);
  if (file === undefined) throw new Error(`${CONFIG} is not in the folder`);
  return decodeMarked(await readBounded(file, LARGEST_CONFIG), CONFIG);
}

/** What SIEnterpriseManager.exe.config tells; of its connection strings nothing but the kind of login is kept. */
export interface ServerConfig {
  /** 0 where the key is off or not in the file (D3); undefined where its value is no port. */
  pre735Port: number | undefined;
  /** undefined where no connection string tells, or two of them differ. */
  databaseAuthentication: 'sql' | 'windows' | undefined;
}

const PORT_KEY = 'pre735port';
const DATABASE = /\b(initial catalog|database)\s*=/i;
const PIECE = 16 * 1024;
/** Longer than any connection string. */
const LONGEST = 8192;

/**
 * What the text of the configuration file of the Enterprise Manager tells.
 * @throws XmlFault when it is not well-formed, or holds a document type or too much; it may quote the text
 */
export async function readServerConfig(text: string): Promise<ServerConfig> {
  const ports: string[] = [];
  const logins = new Set<'sql' | 'windows'>();
  await walkSettings(text, (key, value) => {
    if (key.toLowerCase() === PORT_KEY) ports.push(value.trim());
    // Mail and proxy settings name a server too; only the one of a database also names that.
    const login = DATABASE.test(value) ? loginOf(value) : undefined;
    if (login) logins.add(login);
  });
  const [login] = logins;
  return { pre735Port: portOf(ports), databaseAuthentication: logins.size === 1 ? login : undefined };
}

/** A database that the Enterprise Manager uses (K8); of its connection string nothing else is kept. */
export interface UsedDatabase {
  /** As written: HOST, HOST\\INSTANCE or HOST,PORT. */
  server: string;
  database: string;
}

/** The databases of the connection strings in that text, each once. @throws XmlFault as readServerConfig does */
export async function readUsedDatabases(text: string): Promise<UsedDatabase[]> {
  const found = new Map<string, UsedDatabase>();
  await walkSettings(text, (_key, value) => {
    if (!DATABASE.test(value) || loginOf(value) === undefined) return;
    const keywords = new Map(splitConnectionString(value));
    const first = (names: readonly string[]) =>
      names.map((name) => keywords.get(name)?.replace(/^(["'])(.*)\1$/, '$2')).find(Boolean);
    const [server, database] = [first(SERVER_WORDS), first(DATABASE_WORDS)];
    if (server && database) found.set(`${server}\n${database}`.toLowerCase(), { server, database });
  });
  return [...found.values()];
}

const SERVER_WORDS = ['data source', 'server', 'address', 'addr', 'network address'];
const DATABASE_WORDS = ['initial catalog', 'database'];

/** Calls `note` for each setting of a .NET application: `<add key="…" value="…"/>`, `<add connectionString="…"/>` and `<setting name="…"><value>…</value></setting>`. */
async function walkSettings(text: string, note: (key: string, value: string) => void): Promise<void> {
  const open: { name: string; key: string; text: string }[] = [];
  await readXml(piecesOf(text), {
    open: (name, attributes) => {
      const own = new Map([...attributes].map(([key, value]) => [key.toLowerCase(), value]));
      const key = own.get('key') ?? own.get('name') ?? name;
      for (const value of [own.get('value'), own.get('connectionstring')])
        if (value !== undefined) note(key, value);
      for (const [attribute, value] of own) if (attribute === PORT_KEY) note(attribute, value);
      open.push({ name, key: name.toLowerCase() === 'value' ? (open.at(-1)?.key ?? name) : key, text: '' });
    },
    text: (piece) => {
      const element = open.at(-1);
      if (element && element.text.length < LONGEST) element.text += piece;
    },
    close: () => {
      const element = open.pop();
      if (element && element.text.trim() !== '') note(element.key, element.text);
    },
  });
}

/** In pieces, because the reader takes a long one without an end in it for a text that is too long. */
async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield await Promise.resolve(text.slice(at, at + PIECE));
}

function portOf(values: string[]): number | undefined {
  const ports = values.map((value) => (/^\d{1,5}$/.test(value) ? Number(value) : Number.NaN));
  const [port = 0] = ports;
  return ports.every((other) => other === port && other <= 65_535) ? port : undefined;
}

/** How a connection string logs in; undefined for text that is none. */
function loginOf(text: string): 'sql' | 'windows' | undefined {
  if (text.length > LONGEST || !/(data source|server|addr|address|network address)\s*=/i.test(text))
    return undefined;
  const keywords = new Map(splitConnectionString(text));
  const integrated = (
    keywords.get('integrated security') ??
    keywords.get('trusted_connection') ??
    ''
  ).toLowerCase();
  if (['true', 'yes', 'sspi'].includes(integrated)) return 'windows';
  const user = ['user id', 'uid', 'user', 'username', 'user name'].some((key) => keywords.get(key));
  return user ? 'sql' : undefined;
}

/** Keyword and value; a value may stand in quotes, within which a semicolon parts nothing. */
function splitConnectionString(text: string): [string, string][] {
  const parts: string[] = [''];
  let quote = '';
  for (const character of text) {
    if (quote === '' && character === ';') parts.push('');
    else parts[parts.length - 1] += character;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return parts.map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, Math.max(at, 0)).trim().toLowerCase(), part.slice(at + 1).trim()];
  });
}
