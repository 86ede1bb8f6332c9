import type { ReportDocument } from '../../engine/compare/diff';
import { explainFact } from '../../engine/explain/fact';
import { explainRule, selectFacts } from '../../engine/explain/rule';
import { builtInData, builtInFacts, builtInRules, builtInSteps } from '../../load/rules/built-in';
import { loadRules } from '../../load/rules/loader';
import { findNearest } from '../../engine/values/suggestions';
import { EXIT, UserError, type ExitCode } from '../../model/errors';
import type { Explanation } from '../../model/explanation';
import { columnsOf, writeToStderr, type Io } from '../io';
import type { ExplainOptions } from '../options';
import { wantsColor } from '../output';
import { explainFingerprint, type Known } from './fingerprint';
import { findReport, readReport } from './find-report';

/** A fingerprint, or its beginning; fewer letters would be chance. */
const FINGERPRINT = /^(?:sha256:)?[0-9a-f]{8,64}$/i;

/** `explain RULE | FACT | STEP | FINGERPRINT [REPORT]`. @throws UserError naming the nearest names */
export async function explain(options: ExplainOptions, io: Io): Promise<ExitCode> {
  const { name = '', report: file } = options;
  const known = await collectKnown(options, io);
  const document = file === undefined ? undefined : await readReport(file, io);
  const explanation = explainName(name, known, document) ?? (await explainPrint(name, known, document, io));
  if (options.format === 'json') {
    const { jsonText } = await import('../../report/text/json');
    io.stdout.write(`${jsonText({ schemaVersion: 1, ...explanation }, 2)}\n`);
  } else {
    const { formatExplanation } = await import('../../report/explain/terminal');
    io.stdout.write(formatExplanation(explanation, { color: wantsColor(options, io), width: columnsOf(io) }));
  }
  return EXIT.ready;
}

async function collectKnown({ rules: folders = [] }: ExplainOptions, io: Io): Promise<Known> {
  const builtIn = builtInRules();
  const custom = await loadRules(folders, io.cwd, new Set(builtIn.map(({ id }) => id)));
  const { targets, hints } = builtInData();
  const rules = [...builtIn, ...custom.map(({ rule }) => rule)];
  return { rules, lines: targets.lines, hints, facts: builtInFacts() };
}

function explainName(
  name: string,
  known: Known,
  document: ReportDocument | undefined,
): Explanation | undefined {
  const rule = known.rules.find(({ id }) => id === name);
  if (rule) return explainRule(rule, known, document?.reports);
  const fact = known.facts.find(({ id }) => id === name.toUpperCase());
  if (fact) return explainFact(fact, known.rules, builtInSteps());
  const step = builtInSteps().find(({ id }) => id === name);
  if (!step) return undefined;
  const { id, title, detail, facts } = step;
  return { kind: 'step', id, title, detail, facts: selectFacts(facts, known.facts) };
}

async function explainPrint(
  name: string,
  known: Known,
  document: ReportDocument | undefined,
  io: Io,
): Promise<Explanation> {
  if (!FINGERPRINT.test(name)) throw unknownName(name, known);
  const found = document ?? (await findReport(io));
  if (!document)
    writeToStderr(io, `tp-doctor: looked in ${found.file}; name another report behind the fingerprint`);
  return explainFingerprint(name, known, found, io);
}

function unknownName(name: string, { rules, facts }: Known): UserError {
  if (/^(?:sha256:)?[0-9a-f]+$/i.test(name) && !/^[a-z]\d*$/i.test(name))
    return new UserError(
      'usage',
      `explain: "${name}" is too short for a fingerprint; give its first 8 letters at least`,
    );
  const names = [
    ...rules.map(({ id }) => id),
    ...builtInSteps().map(({ id }) => id),
    ...facts.map(({ id }) => id),
  ];
  const near = listNear(name, names);
  const hint = near.length === 0 ? '; see "tp-doctor rules list"' : `; did you mean ${near.map((one) => `"${one}"`).join(' or ')}?`; // prettier-ignore
  return new UserError('usage', `explain: there is no rule, step, fact or fingerprint "${name}"${hint}`);
}

/** At most three names, the nearest first: those in which it stands, then those that differ from it in a few letters. */
function listNear(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const holding =
    wanted.length < 3 ? [] : names.filter((one) => one.toLowerCase().includes(wanted)).slice(0, 3);
  const left = [...names];
  const near: string[] = [];
  while (holding.length === 0 && near.length < 3) {
    const nearest = findNearest(name, left);
    if (nearest === undefined) break;
    near.push(nearest);
    left.splice(left.indexOf(nearest), 1);
  }
  return [...holding, ...near];
}
