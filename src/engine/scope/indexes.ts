import type { IndexRequest, Partner, RowsRequest } from '../../model/rule';
import {
  joinPath,
  parseInventoryPointer,
  parseScopePointer,
  type Place,
  type Pointer,
} from '../values/pointers';
import type { IncompleteLists } from './incomplete';
import { AliasCounts } from './alias-counts';
import { HostCounts } from './host-counts';
import { KeySet, RowsByHost, RowsByText, RawValuesByKey, ValuesByKey } from './lookups';

/** What is kept of the elements of one list, so that a rule can look across it. */
export interface Index {
  /** Set to false where an element cannot be told apart, so that nothing can be proven to be absent. */
  complete?: boolean;
  see(element: unknown): void;
}

/** One index being filled: it is shown every place of its list. */
export class IndexBuild {
  readonly list: Pointer;
  /** The list, or one of its parts, was not gathered, so that the index proves nothing. */
  isMissing = false;
  /** What went wrong while it was filled: a matter of the rules that look it up, not of all others. */
  error: unknown;

  constructor(
    request: IndexRequest,
    readonly index: Index,
  ) {
    const { root, tokens } = parseScopePointer(request.list);
    this.list = { root, tokens: [...tokens, '*'] };
  }

  see(place: Place): void {
    if (place.value === undefined) this.isMissing = true;
    else this.fill(place.value);
  }

  private fill(element: unknown): void {
    try {
      this.index.see(element);
    } catch (error) {
      this.error ??= error;
    }
  }
}

/**
 * The indexes of one run. Which ones a rule needs is said by its keywords before anything is judged (`request`), so
 * that they are filled in one pass over each list. Undefined stands for a list that was not gathered.
 */
export class Indexes {
  private readonly builds = new Map<string, IndexBuild>();

  constructor(private readonly incomplete: Readonly<Record<string, IncompleteLists>>) {}

  /** The builds of these requests that nobody asked for before. */
  request(requests: readonly IndexRequest[]): IndexBuild[] {
    return requests.flatMap((request) => {
      const id = idOf(request);
      if (this.builds.has(id)) return [];
      const build = new IndexBuild(request, createIndex(request));
      const { root, tokens } = parseScopePointer(request.list);
      if (this.incomplete[root]?.find(joinPath('', tokens))) build.index.complete = false;
      this.builds.set(id, build);
      return [build];
    });
  }

  hostCounts(request: IndexRequest): HostCounts | undefined {
    return this.find(request, HostCounts);
  }

  aliasCounts(request: IndexRequest): AliasCounts | undefined {
    return this.find(request, AliasCounts);
  }

  keys(request: IndexRequest): KeySet | undefined {
    return this.find(request, KeySet);
  }

  values(request: IndexRequest): ValuesByKey | undefined {
    return this.find(request, ValuesByKey);
  }

  rawValues(request: IndexRequest): RawValuesByKey | undefined {
    return this.find(request, RawValuesByKey);
  }

  rowsByHost(request: IndexRequest): RowsByHost | undefined {
    return this.find(request, RowsByHost);
  }

  rowsByText(request: IndexRequest): RowsByText | undefined {
    return this.find(request, RowsByText);
  }

  /** @throws Error where nobody requested it (a keyword that does not say what it looks at), and what filling it threw */
  private find<I extends Index>(request: IndexRequest, kind: new (request: never) => I): I | undefined {
    const build = this.builds.get(idOf(request));
    if (!build || !(build.index instanceof kind)) throw new Error(`no index over ${request.list}`);
    if (build.error !== undefined) throw build.error;
    return build.isMissing ? undefined : build.index;
  }
}

const ids = new WeakMap<IndexRequest, string>();

/** Equal requests share one index. */
function idOf(request: IndexRequest): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const id = JSON.stringify(request);
  ids.set(request, id);
  return id;
}

function createIndex(request: IndexRequest): Index {
  switch (request.keep) {
    case 'host-counts':
      return new HostCounts();
    case 'alias-counts':
      return new AliasCounts(request);
    case 'keys':
      return new KeySet(request);
    case 'values':
      return new ValuesByKey(request);
    case 'raw-values':
      return new RawValuesByKey(request);
    case 'rows':
      return request.by === 'host' ? new RowsByHost() : new RowsByText(request);
  }
}

/** What is kept of the other list: one index for each way to find the partner. */
export function requestPartners({ list, by }: Partner): RowsRequest[] {
  return by.map((key) => ({ keep: 'rows', list, by: key }));
}

/** What is kept of the subjects' own list, so that two of them that have one partner are noticed. */
export function requestRivals(each: string, { by }: Partner): RowsRequest[] {
  const { root, tokens } = parseInventoryPointer(each);
  if (tokens.at(-1) !== '*') return [];
  const list = joinPath('', [root, ...tokens.slice(0, -1)]);
  return by.map((key) => ({ keep: 'rows', list, by: key }));
}
