import { COMMANDS } from '../src/cli/commands';
import { collectWords } from '../src/cli/completion-words';
import { VERSION } from '../src/model/version';
import type { CommandWords, OptionWords } from '../src/report/completion/words';

/** The page man/tp-doctor.1, in the macros of man(7): commands and options from their table, the rest from here. */
export async function manPage(): Promise<string> {
  const commands = await collectWords(COMMANDS);
  return [
    `.TH TP\\-DOCTOR 1 "" "tp\\-doctor ${VERSION}" "User Commands"`,
    '.SH NAME',
    'tp\\-doctor \\- readiness of a Netwrix Threat Prevention estate for its upgrade',
    '.SH SYNOPSIS',
    ...commands.flatMap(({ usage }) => [`.B tp\\-doctor`, text(`${usage} [options]`), '.br']),
    '.SH DESCRIPTION',
    text(DESCRIPTION),
    '.SH COMMANDS',
    ...commands.flatMap(commandPart),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, text(meaning)]),
    text('Where several hold, the first of 2, 1, 3 counts.'),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, meaning]) => ['.TP', `.B ${name}`, text(meaning)]),
    '.SH FILES',
    '.TP',
    '.B tp\\-doctor.config.json',
    text('Configuration with rules, waivers and the target, found upwards from the working directory.'),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([what, command]) => ['.TP', text(what), `.B ${text(command)}`]),
    '',
  ].join('\n');
}

const DESCRIPTION =
  'tp-doctor judges inventories of an estate against rules that cite the documentation of the vendor, and says what is ' +
  'in the way of an upgrade. What it has no evidence for is reported as unknown and is never taken for good.';

const EXIT_STATUS = [
  ['0', 'ready: nothing at or above --fail-on'],
  ['1', 'not ready: a violation at or above --fail-on'],
  ['2', 'could not judge: usage, configuration, inventory, rules, or a fault of the tool'],
  ['3', 'undetermined: no such violation, but evidence is missing; --allow-unknown makes it 0'],
] as const;

const ENVIRONMENT = [
  ['NO_COLOR', 'Where it is set, there are no colours.'],
  ['FORCE_COLOR', 'Colours where the output is no terminal; 0 for none.'],
  ['FORCE_HYPERLINK', 'Links in the table where the terminal is not known to show them; 0 for none.'],
  ['COLUMNS', 'Width of the table where the output is no terminal.'],
  ['GITHUB_STEP_SUMMARY', 'With --format github, the file to which the report is appended.'],
] as const;

const EXAMPLES = [
  ['Judge an inventory:', 'tp-doctor check inventory.json --target 7.4'],
  [
    'Judge a folder of them for a pipeline:',
    'tp-doctor check inventories --target 7.4 --format sarif=report.sarif --format junit=junit.xml',
  ],
  [
    'Say why a finding of a report is there, and what would change it:',
    'tp-doctor explain e062f70a report.json',
  ],
  ['Join the reports of several runs to one page:', 'tp-doctor render reports --format html=fleet.html'],
] as const;

function commandPart({ usage, describe, options }: CommandWords): string[] {
  return [`.SS ${text(usage)}`, text(`${describe}.`), ...options.flatMap(optionPart)];
}

function optionPart({ name, describe, takes, values }: OptionWords): string[] {
  const isList = values.length > 0 && values.length <= MOST_VALUES;
  const value = takes === 'nothing' ? '' : ` \\fI${values.length > 0 ? 'value' : takes}\\fR`;
  return [
    '.TP',
    `.B ${text(`--${name}`)}${value}`,
    text(describe + (isList ? `: ${values.join(', ')}` : '')),
  ];
}

/** Longer lists, such as those of rules, have a command of their own. */
const MOST_VALUES = 15;

/** Text in which nothing is a request or an escape. */
function text(plain: string): string {
  return plain
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/^([.'])/, '\\&$1');
}
