import type { Partner } from '../../model/rule';
import type { Envelope } from './scope';
import type { Missing } from '../findings/evidence';
import { sameHost, type HostName } from '../values/hosts';
import { hostOf } from '../indexes/indexes';
import { tokensOf, valueAt } from '../values/pointers';

/** What was found in the other list: the partner, nobody, or evidence missing that leaves it open. */
export type Found = { partner: unknown } | { missing: Missing };

/** The subject's partner in another list: the same host, or the same text without regard to case. */
export function findPartner(partner: Partner, envelope: Envelope): Found {
  const list = partner.list.replace(/^\/inventory/, '');
  if (partner.by[0] === 'host') return findHost(partner.list, list, envelope);
  let missing: Missing = { path: list };
  for (const by of partner.by) {
    const tokens = tokensOf(by);
    const keyOf = (value: unknown) => textKey(valueAt(value, tokens));
    const grouped = envelope.indexes.elementsBy(partner.list, by, keyOf);
    const key = keyOf(envelope.subject);
    const found = key === undefined ? undefined : grouped?.groups.get(key)?.[0];
    if (found !== undefined || (grouped?.complete && key !== undefined)) return { partner: found };
    if (grouped) missing = { path: `${list}/*${by}` };
  }
  return { missing };
}

function findHost(pointer: string, list: string, { indexes, subject }: Envelope): Found {
  const grouped = indexes.hostNames(pointer);
  if (!grouped) return { missing: { path: list } };
  const host = hostOf(subject);
  const found = host && sameHostIn(grouped.groups, host);
  const isProven = found !== undefined || (host !== undefined && grouped.complete);
  return isProven ? { partner: found } : { missing: { path: `${list}/*/name` } };
}

function sameHostIn(names: Map<string, unknown[]>, host: HostName): unknown {
  return names.get(host.name)?.find((candidate) => {
    const other = hostOf(candidate);
    return other !== undefined && sameHost(host, other);
  });
}

/** How names are compared: without regard to case. */
export function textKey(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}
