import type { IndexRequest, Partner } from '../../model/rule';
import type { Missing } from '../findings/missing';
import { requestPartners } from '../scope/indexes';
import { CONTESTED, textKey } from '../scope/lookups';
import type { Scope } from '../scope/scope';
import { hostOf } from '../values/hosts';
import { joinPath, parseScopePointer, parseTokens, valueAt } from '../values/pointers';

/** What was found in the other list: the partner, nobody, or evidence missing that leaves it open. */
export type FoundPartner = { partner: unknown } | { missing: Missing };

/** Finds the subject's partner in another list: the same host, or the same text without regard to case. */
export class PartnerFinder {
  private readonly list: Missing;
  private readonly keys: readonly { by: string; tokens: readonly string[]; request: IndexRequest }[];

  constructor(
    partner: Partner,
    private readonly scope: Scope,
  ) {
    const { root, tokens } = parseScopePointer(partner.list);
    this.list = { root, path: joinPath('', tokens) };
    this.keys = requestPartners(partner).map((request, at) => {
      const by = partner.by[at] ?? '';
      return { by, tokens: parseTokens(by), request };
    });
  }

  /** For the subject that the scope holds. */
  find(): FoundPartner {
    return this.keys[0]?.by === 'host' ? this.findHost(this.keys[0].request) : this.findText();
  }

  private findText(): FoundPartner {
    let missing: Missing = this.list;
    for (const { by, tokens, request } of this.keys) {
      const rows = this.scope.indexes.rowsByText(request);
      const key = textKey(valueAt(this.scope.subject, tokens));
      const found = key === undefined ? undefined : rows?.find(key);
      if (found === CONTESTED) return this.contested();
      if (found !== undefined || (rows?.complete && key !== undefined)) return { partner: found };
      if (rows) missing = { ...this.list, path: `${this.list.path}/*${by}` };
    }
    return { missing };
  }

  private contested(): FoundPartner {
    return { missing: { ...this.list, because: 'several entries stand for it, and they differ' } };
  }

  private findHost(request: IndexRequest): FoundPartner {
    const rows = this.scope.indexes.rowsByHost(request);
    if (!rows) return { missing: this.list };
    const host = hostOf(this.scope.subject);
    const found = host && rows.find(host);
    if (found === CONTESTED) return this.contested();
    const isProven = found !== undefined || (host !== undefined && rows.complete);
    return isProven ? { partner: found } : { missing: { ...this.list, path: `${this.list.path}/*/name` } };
  }
}
