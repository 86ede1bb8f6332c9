import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportDocument } from '../../engine/compare/diff';
import { readBytes, readStream } from '../../load/files';
import { parseReports } from '../../load/reports';
import { UserError } from '../../model/errors';
import type { Io } from '../io';

/** Where several are here, this one is meant. */
const USUAL = 'report.json';
/** Enough to see what a file is. */
const HEAD = 400;

/** @throws UserError */
export async function readReport(file: string, io: Io): Promise<ReportDocument> {
  if (file === '-') return parseReports(await readStream(io.stdin), '(standard input)', 'usage');
  return parseReports(readBytes(file, io.cwd, 'usage'), file, 'usage');
}

/** The report of tp-doctor in the working directory. @throws UserError where there is none, or which is meant is not clear */
export async function findReport(io: Io): Promise<ReportDocument> {
  const names = readdirSync(io.cwd)
    .filter((name) => /[.]json$/i.test(name) && isReport(join(io.cwd, name)))
    .sort();
  const only = names.includes(USUAL) ? USUAL : names[0];
  if (only === undefined)
    throw new UserError('usage', 'explain: there is no report in this folder; name one behind the fingerprint (check --format json=report.json)'); // prettier-ignore
  if (names.length > 1 && only !== USUAL)
    throw new UserError('usage', `explain: there are several reports in this folder: ${names.join(', ')}; name one behind the fingerprint`); // prettier-ignore
  return readReport(only, io);
}

function isReport(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD);
      const text = head.toString('utf8', 0, readSync(file, head, 0, HEAD, 0));
      return (
        /"tool":\s*\{\s*"name":\s*"tp-doctor"/.test(text) &&
        !/"command":\s*"(?:plan|diff)"|"groupBy":/.test(text)
      );
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
