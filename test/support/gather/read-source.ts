import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatherContext, Gathered, SourceRequest } from '../../../src/gather/source';
import { testLimit } from './time-limit';

/** Asks one source, as gather does, with a clock that stands still. */
export function askSource(
  source: SourceRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<Gathered> {
  const context: GatherContext = {
    ...testLimit(signal),
    now: () => new Date('2026-11-20T21:04:11Z'),
    progress: () => {},
  };
  return source.gather(context);
}

/** A new folder of the operating system's temporary one. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tp-doctor-'));
}

/** A new file with this content. */
export function makeFile(content: string | Uint8Array, name = 'export.txt'): string {
  const file = join(makeFolder(), name);
  writeFileSync(file, content);
  return file;
}
