/**
 * `work`, or the signal's reason as soon as it is aborted. The work is not stopped by this: whoever started it
 * closes what it holds open.
 */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(asError(signal.reason));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('interrupted');
}
