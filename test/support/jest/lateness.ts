import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Runs the work and says by how many milliseconds a timer of this process was late meanwhile, at most: what a busy
 * machine adds to a time that is measured.
 */
export async function withLateness<T>(work: () => Promise<T>): Promise<{ result: T; latenessMs: number }> {
  const delays = monitorEventLoopDelay();
  delays.enable();
  const result = await work().finally(() => delays.disable());
  return { result, latenessMs: delays.max / 1e6 };
}
