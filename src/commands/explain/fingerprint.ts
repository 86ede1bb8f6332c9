import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ReportDocument } from '../../engine/compare/diff';
import { explainFinding, findFindings, type Evidence, type FoundFinding } from '../../engine/explain/finding';
import { explainRule, type Knowledge } from '../../engine/explain/rule';
import { readBytes } from '../../load/files';
import { parseJson } from '../../load/json';
import { decodeText } from '../../load/text';
import { UserError } from '../../model/errors';
import type { FindingExplanation } from '../../model/explanation';
import type { Report } from '../../model/report';
import type { Rule } from '../../model/rule';
import type { Io } from '../io';

/** What an explanation is made from. */
export interface Known extends Knowledge {
  rules: readonly Rule[];
}

/** Findings of one beginning that are named. */
const MOST = 5;

/** @throws UserError where none, or several different ones, begin so */
export async function explainFingerprint(
  prefix: string,
  known: Known,
  { file, reports }: ReportDocument,
  io: Io,
): Promise<FindingExplanation> {
  const found = findFindings(reports, prefix);
  const [first] = found;
  if (!first)
    throw new UserError('usage', `${file}: has no finding whose fingerprint begins with "${prefix}"`);
  if (new Set(found.map(({ finding }) => finding.fingerprint)).size > 1) throw ambiguous(prefix, file, found);
  const rule = known.rules.find(({ id }) => id === first.result.ruleId);
  const evidence = await readEvidence(first.report, file, io);
  return explainFinding(first, file, rule ? explainRule(rule, known) : null, evidence, known);
}

function ambiguous(prefix: string, file: string, found: readonly FoundFinding[]): UserError {
  const names = found.map(({ finding: { fingerprint, subject }, result }) => `${fingerprint}: ${result.ruleId}, ${subject}`); // prettier-ignore
  const more = names.length > MOST ? [`and ${names.length - MOST} more`] : [];
  const message = `${file}: ${names.length} findings begin with "${prefix}"; give more letters of one of them:`;
  return new UserError('usage', message, [...names.slice(0, MOST), ...more]);
}

/** The inventory as it lies beside the run or beside the report; undefined where it does not, or cannot be read. */
async function readEvidence({ inventory }: Report, file: string, io: Io): Promise<Evidence | undefined> {
  if (!inventory) return undefined;
  const places = [resolve(io.cwd, inventory.file), resolve(io.cwd, dirname(file), inventory.file)];
  const path = places.find((place) => existsSync(place));
  if (path === undefined) return undefined;
  try {
    const bytes = readBytes(path, io.cwd, 'inventory');
    const isSame = createHash('sha256').update(bytes).digest('hex') === inventory.sha256;
    const document = isSame ? await parseJson(decodeText(bytes, path), path, 'inventory') : undefined;
    return { isSame, document };
  } catch {
    return undefined;
  }
}
