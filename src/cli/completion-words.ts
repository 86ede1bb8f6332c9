import { COMMANDS, type Command } from './commands';
import { SHELLS } from '../commands/completion';
import { GROUPS } from '../commands/output';
import { ACTIONS } from '../commands/rules';
import { builtInData, builtInRules, SCHEMA_NAMES } from '../load/rules/built-in';
import { LEVELS } from '../model/report';
import { FORMATS } from '../report/formats';
import type { CommandWords, OptionWords } from '../report/completion/words';

/** What the first argument of a command can be. */
const WORDS: Record<string, readonly string[]> = {
  rules: Object.keys(ACTIONS),
  schema: SCHEMA_NAMES,
  completion: SHELLS,
};

/** What an option can be, by its name or by command and name. */
function knownValues(): Record<string, readonly string[]> {
  const ids = builtInRules().map(({ id }) => id);
  return {
    format: FORMATS,
    'rules format': ['table', 'json'],
    'fail-on': LEVELS,
    'group-by': GROUPS,
    target: builtInData().targets.lines.map(({ line }) => line),
    only: ids,
    skip: ids,
  };
}

const FOLDERS = ['rules'];
/** Text of which nobody can say what it will be. */
const FREE = ['now'];

/** Every command with its options and what they can be, as the table of commands has them. */
export function commandWords(): CommandWords[] {
  const values = knownValues();
  return Object.entries(COMMANDS).map(([name, { usage, describe, options }]) => ({
    name,
    usage,
    describe,
    words: WORDS[name] ?? [],
    options: [
      ...Object.entries(options).map(([option, declared]) => optionWords(name, option, declared, values)),
      { name: 'help', describe: 'show help', takes: 'nothing' as const, values: [] },
    ],
  }));
}

function optionWords(
  command: string,
  name: string,
  { describe = '', type }: Command['options'][string],
  known: Record<string, readonly string[]>,
): OptionWords {
  const values = known[`${command} ${name}`] ?? known[name] ?? [];
  if (type === 'boolean') return { name, describe, takes: 'nothing', values: [] };
  if (values.length > 0 || FREE.includes(name)) return { name, describe, takes: 'value', values };
  return { name, describe, takes: FOLDERS.includes(name) ? 'folder' : 'file', values };
}
