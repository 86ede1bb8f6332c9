import type { GatherContext } from '../../../src/gather/source';
import { testLimit } from './time-limit';

/** A context whose progress is kept, and whose signal the test may abort. */
export function testContext(controller = new AbortController()): GatherContext & { lines: string[] } {
  const lines: string[] = [];
  return {
    ...testLimit(controller.signal),
    now: () => new Date(),
    progress: (line) => lines.push(line),
    lines,
  };
}
