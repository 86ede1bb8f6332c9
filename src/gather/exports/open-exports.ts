import { stat } from 'node:fs/promises';
import { dropUndefined } from '../records';
import type { SourceRequest } from '../source';
import type { ExportSettings } from './flags';
import { agentListSource, policyListSource } from './lists/lists';
import { policyExportSource } from './policies/policy-export';

/** The exports that the settings name. @throws UserError when they cannot work */
export function openExports(settings: ExportSettings): SourceRequest[] {
  const { agents, policies, policyExport: paths } = settings;
  const reading = dropUndefined({ map: settings.map, utcOffset: settings.utcOffset });
  return [
    ...(agents ? [withFileTime(agentListSource({ file: agents, ...reading }), agents)] : []),
    ...(policies ? [withFileTime(policyListSource({ file: policies, ...reading }), policies)] : []),
    ...(paths?.length ? [policyExportSource({ paths })] : []),
  ];
}

/** An export is as fresh as its file, however late it is read. */
export function withFileTime(request: SourceRequest, file: string): SourceRequest {
  const gather: SourceRequest['gather'] = async (context) => {
    const gathered = await request.gather(context);
    const facts = await stat(file).catch(() => undefined);
    return { ...(facts ? { asOf: facts.mtime.toISOString() } : {}), ...gathered };
  };
  return { ...request, gather };
}
