import type { GatherContext } from '../../../src/gather/source';

/** A context whose progress is kept, and whose signal the test may abort. */
export function testContext(controller = new AbortController()): GatherContext & { lines: string[] } {
  const lines: string[] = [];
  return { signal: controller.signal, now: () => new Date(), progress: (line) => lines.push(line), lines };
}
