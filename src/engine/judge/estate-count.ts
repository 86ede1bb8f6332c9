import type { Agent } from '../../model/inventory';
import type { Report } from '../../model/report';
import { parseInventoryPointer, type Place } from '../values/pointers';
import { compareVersions, parseVersion } from '../values/versions';
import type { Observer } from './observers';

/** Counts the rows of the Agents grid, in all and by version. */
export class EstateCount implements Observer {
  readonly list = parseInventoryPointer('/agents/*');
  private readonly versions = new Map<string, number>();
  private rows = 0;
  private isMissing = false;

  see({ value }: Place): void {
    if (value === undefined) {
      this.isMissing = true;
      return;
    }
    this.rows += 1;
    const version = String((value as Agent | null)?.version ?? 'unknown');
    this.versions.set(version, (this.versions.get(version) ?? 0) + 1);
  }

  finish(): Report['estate'] {
    const agentVersions = [...this.versions].map(([version, count]) => ({ version, count }));
    return {
      agents: this.isMissing ? null : this.rows,
      agentVersions: agentVersions.sort((a, b) => newestFirst(a.version, b.version)),
    };
  }
}

function newestFirst(a: string, b: string): number {
  const [x, y] = [parseVersion(a), parseVersion(b)];
  if (x && y) return compareVersions(y, x);
  return x ? -1 : y ? 1 : 0;
}
