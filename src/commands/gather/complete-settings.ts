import type { SourceDescriptor } from '../../gather/descriptor';
import type { Input } from '../../gather/discovery/open-inputs';
import { writeToStderr, type Io } from '../io';
import { ask, canAsk } from '../input/ask';
import type { GatherOptions, GatherSettings } from './options';
import { namesSource } from './requests';

/** The settings with what was found by itself, and the files that were found. */
export interface CompleteSettings {
  settings: GatherSettings;
  inputs: readonly Input[];
}

/**
 * Reads what stands on the command line without an option; and where nothing names a source, looks for the Enterprise Manager
 * of this machine and for exports in this folder. What was found is said. @throws UserError
 */
export async function completeSettings(
  flags: GatherOptions,
  settings: GatherSettings,
  sources: readonly SourceDescriptor[],
  io: Io,
): Promise<CompleteSettings> {
  const { evidence = [], noDiscovery } = flags;
  if (evidence.length === 0 && (noDiscovery || namesSource(settings, sources)))
    return { settings, inputs: [] };
  const { discoverSources, findInputs } = await import('./find-sources');
  const found =
    evidence.length > 0
      ? await findInputs(evidence, settings.output ?? 'inventory.json', io)
      : await discoverSources(io);
  for (const line of found.lines) writeToStderr(io, `gather: ${line}`);
  const complete = await completeLogin({ ...found.settings, ...settings }, found.settings, io);
  return { settings: complete, inputs: found.inputs };
}

/** A SQL Server that was found is asked as the Windows user; elsewhere only as somebody says. */
async function completeLogin(
  settings: GatherSettings,
  { sqlServer }: GatherSettings,
  io: Io,
): Promise<GatherSettings> {
  const isNeeded = sqlServer !== undefined && settings.sqlServer === sqlServer && !settings.sqlUser;
  if (!isNeeded || settings.sqlAuth === 'azure-default') return settings;
  const { sqlAuth = io.platform === 'win32' ? 'integrated' : 'sql' } = settings;
  if (sqlAuth === 'integrated') return { ...settings, sqlAuth };
  const login =
    canAsk(io) && !settings.dryRun
      ? await ask(`Login for SQL Server ${sqlServer}, or nothing to leave it out`, '', io)
      : '';
  if (login !== '') return { ...settings, sqlUser: login };
  writeToStderr(
    io,
    `gather: left out the SQL Server ${sqlServer}: name a login with --sql-user, its password in TP_DOCTOR_SQL_PASSWORD`,
  );
  return { ...settings, sqlServer: undefined, configDatabase: undefined, dataDatabase: undefined };
}
