import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findSameFile, type NamedFile } from '../load/same-file';
import { findDescriptor, formatWriteError, writeWhole } from '../load/write-file';
import { formatSuggestion } from '../engine/values/suggestions';
import { UserError } from '../model/errors';
import type { Fleet } from '../model/report';
import { FORMATS, loadGithubSummary, REPORTERS } from '../report/formats';
import type { ReportOptions } from '../report/reporter';
import { columnsOf, writeToStderr, type Io } from './io';
import type { OutputOptions } from './options';

/** What one ticket may stand for. */
export const GROUPS = ['rule', 'subject'] as const satisfies readonly ReportOptions['groupBy'][];

interface Destination<F extends string> {
  format: F;
  /** Standard output where undefined. */
  file: string | undefined;
}

/**
 * Parses --format and --output, and checks --group-by with them. @throws UserError for unknown names and two
 * formats for standard output
 */
export function parseDestinations<F extends string>(
  { format = ['table'], output, groupBy, all, top }: OutputOptions,
  formats: readonly F[],
): Destination<F>[] {
  parseGroupBy(groupBy);
  parseTop({ all, top });
  const destinations = format.map((text) => parseFormat(text, formats));
  const unnamed = destinations.filter(({ file }) => file === undefined);
  if (unnamed.length > 1) {
    throw new UserError(
      'usage',
      '--format: only one format can go to standard output; give the others a file, as in --format sarif=report.sarif',
    );
  }
  if (output === undefined) return destinations;
  if (unnamed.length === 0)
    throw new UserError(
      'usage',
      '--output: every format has a file already; name one without a file, as in --format json',
    );
  return destinations.map(({ format, file = output }) => ({ format, file }));
}

function parseFormat<F extends string>(text: string, formats: readonly F[]): Destination<F> {
  const [name = '', ...rest] = text.split('=');
  const format = formats.find((known) => known === name);
  if (!format)
    throw new UserError(
      'usage',
      `--format: there is no format "${name}"${formatSuggestion(name, formats)}; allowed: ${formats.join(', ')}`,
    );
  const file = rest.join('=');
  if (rest.length > 0 && file === '')
    throw new UserError('usage', `--format: "${text}" names no file; write ${name}=FILE`);
  return { format, file: rest.length === 0 ? undefined : file };
}

function parseGroupBy(text = 'rule'): ReportOptions['groupBy'] {
  const found = GROUPS.find((known) => known === text);
  if (!found)
    throw new UserError(
      'usage',
      `--group-by: "${text}" is not something to group by${formatSuggestion(text, GROUPS)}; allowed: ${GROUPS.join(', ')}`,
    );
  return found;
}

/** @throws UserError for what is no number of objects */
function parseTop({ all = false, top }: Pick<OutputOptions, 'all' | 'top'>): number | undefined {
  if (all && top !== undefined)
    throw new UserError('usage', '--top: cannot be given with --all; name one of them');
  if (top !== undefined && !(Number.isInteger(top) && top > 0))
    throw new UserError('usage', `--top: ${top} is no number of objects; allowed: 1 or more`);
  return all ? Infinity : top;
}

/** @throws UserError where one file would be written twice, or is read in the same run, as one of a folder too */
export function refuseOverwriting(
  options: OutputOptions,
  formats: readonly string[],
  inputs: readonly (string | undefined)[],
  io: Io,
): void {
  const outputs = parseDestinations(options, formats).map(({ format, file }) => ({
    file: file ?? '/dev/stdout',
    name: file === undefined ? 'standard output' : nameOf(format, file, options),
  }));
  const twice = findSameFile(outputs, outputs, io.cwd);
  if (twice)
    throw new UserError('usage', `${twice[0].name}: is the same file as ${twice[1].name}; name two files`);
  const read: NamedFile[] = inputs
    .filter((file) => file !== undefined)
    .map((file) => ({ file, name: file, reads: /[.]json$/i }));
  const [output, input] = findSameFile(outputs, read, io.cwd) ?? [];
  if (output && input)
    throw new UserError('usage', `${output.name}: is read in this run, as ${input.name}; name another file`);
}

function nameOf(format: string, file: string, { format: given }: OutputOptions): string {
  return given?.includes(`${format}=${file}`) ? `--format ${format}=${file}` : `--output ${file}`;
}

/** Writes the run in every format that was asked for; files whole or not at all. @throws UserError */
export async function writeReports(
  run: Fleet,
  options: OutputOptions,
  io: Io,
  baseline?: ReportOptions['baseline'],
): Promise<void> {
  const destinations = await writeTexts(options, FORMATS, io, async (format, reportOptions) => {
    const report = await REPORTERS[format]();
    return report(run, { ...reportOptions, ...(baseline ? { baseline } : {}) });
  });
  if (destinations.some(({ format, file }) => format === 'github' && file === undefined))
    await appendSummary(run, options, io);
}

/** Writes what `render` makes of each format that was asked for, and returns where. @throws UserError */
export async function writeTexts<F extends string>(
  options: OutputOptions,
  formats: readonly F[],
  io: Io,
  render: (format: F, reportOptions: ReportOptions) => Promise<string>,
): Promise<Destination<F>[]> {
  const destinations = parseDestinations(options, formats);
  for (const { format, file } of destinations) {
    const text = await render(format, createReportOptions(options, io, file));
    const descriptor = file === undefined ? 1 : findDescriptor(resolve(io.cwd, file));
    if (descriptor === 1) io.stdout.write(text);
    else if (descriptor === 2) io.stderr.write(text);
    else await writeWhole(file ?? '', io.cwd, text);
  }
  return destinations;
}

/**
 * Adds the report to the summary of a GitHub job (GITHUB_STEP_SUMMARY: docs.github.com, "Workflow commands"). Other
 * steps and tools write there as well, so it is only ever appended to; where it cannot be, the verdict stands.
 */
async function appendSummary(run: Fleet, options: OutputOptions, io: Io): Promise<void> {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  const formatSummary = await loadGithubSummary();
  try {
    await appendFile(resolve(io.cwd, file), formatSummary(run, createReportOptions(options, io, undefined)));
  } catch (error) {
    writeToStderr(
      io,
      `tp-doctor: the job summary was not written: ${formatWriteError(error)} (GITHUB_STEP_SUMMARY)`,
    );
  }
}

function createReportOptions(options: OutputOptions, io: Io, file: string | undefined): ReportOptions {
  return {
    color: file === undefined && wantsColor(options, io),
    width: columnsOf(io),
    verbose: options.verbose ?? false,
    top: parseTop(options),
    hyperlinks: file === undefined && showsLinks(io),
    groupBy: parseGroupBy(options.groupBy),
  };
}

/** --color and --no-color, then NO_COLOR and FORCE_COLOR (no-color.org), then whether it is a terminal. */
export function wantsColor({ color }: Pick<OutputOptions, 'color'>, io: Io): boolean {
  if (color !== undefined) return color;
  if (io.env.NO_COLOR) return false;
  if (io.env.FORCE_COLOR !== undefined) return io.env.FORCE_COLOR !== '0' && io.env.FORCE_COLOR !== 'false';
  return io.stdout.isTTY === true && io.env.TERM !== 'dumb';
}

/** FORCE_HYPERLINK as other tools read it, then whether it is a terminal known to show OSC 8 links. */
function showsLinks({ env, stdout }: Io): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== '0';
  if (stdout.isTTY !== true) return false;
  const isKnown = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper'].includes(env.TERM_PROGRAM ?? '');
  return (
    isKnown ||
    env.WT_SESSION !== undefined ||
    Number(env.VTE_VERSION ?? 0) >= 5000 ||
    env.TERM === 'xterm-kitty'
  );
}
