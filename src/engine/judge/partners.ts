import type { IndexRequest, Partner } from '../../model/rule';
import type { Missing } from '../findings/missing';
import { requestPartners, requestRivals } from '../scope/indexes';
import { CONTESTED, textKey } from '../scope/lookups';
import type { Scope } from '../scope/scope';
import { hostOf } from '../values/hosts';
import { joinPath, parseScopePointer, parseTokens, valueAt } from '../values/pointers';

/** What was found in the other list: the partner, nobody, or evidence missing that leaves it open. */
export type FoundPartner = { partner: unknown } | { missing: Missing };

/** One way to find a partner: by a value that both have. */
interface Key {
  by: string;
  tokens: readonly string[];
  /** Of the partner's list, and of the subject's own. */
  request: IndexRequest;
  rivals: IndexRequest | undefined;
}

/**
 * Finds the subject's partner in another list: the same host, or the same text without regard to case. Where several could be it,
 * or it could be that of several subjects, nobody knows; the order of rows decides nothing.
 */
export class PartnerFinder {
  private readonly list: Missing;
  private readonly keys: readonly Key[];

  constructor(
    partner: Partner,
    each: string,
    private readonly scope: Scope,
  ) {
    const { root, tokens } = parseScopePointer(partner.list);
    this.list = { root, path: joinPath('', tokens) };
    const rivals = requestRivals(each, partner);
    this.keys = requestPartners(partner).map((request, at) => ({
      by: request.by,
      tokens: parseTokens(request.by),
      request,
      rivals: rivals[at],
    }));
  }

  /** For the subject that the scope holds. */
  find(): FoundPartner {
    const [first] = this.keys;
    return first?.by === 'host' ? this.findHost(first) : this.findText();
  }

  private findText(): FoundPartner {
    let missing: Missing = this.list;
    for (const { by, tokens, request, rivals } of this.keys) {
      const rows = this.scope.indexes.rowsByText(request);
      const key = textKey(valueAt(this.scope.subject, tokens));
      const found = key === undefined ? undefined : rows?.find(key);
      if (found === CONTESTED) return this.contested();
      if (found !== undefined && this.isRivalled(rivals, key)) return this.rivalled();
      if (found !== undefined || (rows?.complete && key !== undefined)) return this.settle(found);
      if (rows) missing = { ...this.list, path: `${this.list.path}/*${by}` };
    }
    return { missing };
  }

  /** One that is another by a further key may be another object that has taken its place. */
  private settle(partner: unknown): FoundPartner {
    const differing = this.keys.find(({ tokens }) => {
      const [own, its] = [this.scope.subject, partner].map((row) => textKey(valueAt(row, tokens)));
      return own !== undefined && its !== undefined && own !== its;
    });
    if (differing === undefined) return { partner };
    const own = JSON.stringify(valueAt(this.scope.subject, differing.tokens));
    const its = JSON.stringify(valueAt(partner, differing.tokens));
    return this.open(`its ${differing.by.slice(1)} was ${own} and is ${its}, so it may be another one`);
  }

  private isRivalled(rivals: IndexRequest | undefined, key = ''): boolean {
    return rivals !== undefined && this.scope.indexes.rowsByText(rivals)?.find(key) === CONTESTED;
  }

  private findHost({ request, rivals }: Key): FoundPartner {
    const { indexes, subject } = this.scope;
    const rows = indexes.rowsByHost(request);
    if (!rows) return { missing: this.list };
    const host = hostOf(subject);
    const found = host && rows.find(host);
    if (found === CONTESTED) return this.contested();
    if (found !== undefined && rivals && indexes.rowsByHost(rivals)?.hasRivals(found)) return this.rivalled();
    const isProven = found !== undefined || (host !== undefined && rows.complete);
    return isProven ? { partner: found } : { missing: { ...this.list, path: `${this.list.path}/*/name` } };
  }

  private contested(): FoundPartner {
    return this.open('several entries stand for it, and they differ');
  }

  private rivalled(): FoundPartner {
    return this.open('one entry may stand for several, this one among them');
  }

  private open(because: string): FoundPartner {
    return { missing: { ...this.list, because } };
  }
}
