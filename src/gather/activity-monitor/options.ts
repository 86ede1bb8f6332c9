import { UserError } from '../../model/errors';
import type { SourceIo } from '../descriptor';
import { dropUndefined } from '../records';
import type { ActivityMonitorSettings } from './flags';
import { parseFingerprint } from './verified-tls';

export interface ActivityMonitorOptions {
  /** As parseApiUrl gives it. */
  url: URL;
  clientId: string;
  clientSecret: string;
  caFile?: string;
  fingerprint?: string;
}

const DEFAULT_PORT = '4494';

/**
 * The options for `settings`; everything is looked at before anybody is asked for the secret.
 * @throws UserError when they cannot work
 */
export async function createOptions(
  settings: ActivityMonitorSettings & { activityMonitor: string },
  { secret }: Pick<SourceIo<'activityMonitorSecret'>, 'secret'>,
): Promise<ActivityMonitorOptions> {
  const { activityMonitorClientId: clientId, activityMonitorCa: caFile } = settings;
  const { activityMonitorFingerprint: fingerprint } = settings;
  if (!clientId) throw new UserError('usage', '--activity-monitor needs --activity-monitor-client-id');
  if (caFile && fingerprint) {
    throw new UserError(
      'usage',
      'give either --activity-monitor-ca or --activity-monitor-fingerprint, not both',
    );
  }
  const trust = dropUndefined({
    caFile,
    fingerprint: fingerprint === undefined ? undefined : parseFingerprint(fingerprint),
  });
  const url = parseApiUrl(settings.activityMonitor);
  return { url, clientId, clientSecret: await secret('activityMonitorSecret'), ...trust };
}

/**
 * The address of an API server; port 4494 where none is given (C5).
 * @throws UserError for anything but https, because the secret would cross the network in clear text
 */
export function parseApiUrl(text: string): URL {
  const refuse = (why: string) =>
    new UserError('usage', `--activity-monitor: ${why}, such as https://am01.example.com:4494`);
  if (!/^https:\/\//i.test(text))
    throw refuse('must be a URL with https://, as the client secret is sent to it');
  if (!URL.canParse(text)) throw refuse('is not a URL; it must be https://HOST[:PORT]');
  const url = new URL(text);
  if (url.username || url.password) throw refuse('must not hold a name or password');
  // The URL class drops a port 443 that was written out, so look at the text.
  if (url.port === '') url.port = /^https:\/\/[^/]*:443(\/|$)/i.test(text) ? '443' : DEFAULT_PORT;
  return new URL(`https://${url.hostname}:${url.port}`);
}
