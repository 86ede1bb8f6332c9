import { DEFAULT_COMMAND, type CommandWords, type CompletionScript, type OptionWords } from './words';

/** For fish 3 and later. Where it offers nothing, fish offers files. */
export const fishCompletion: CompletionScript = (commands) => `# Completion of tp-doctor in fish:
# tp-doctor completion fish > ~/.config/fish/completions/tp-doctor.fish
function __tp_doctor_command
    for word in (commandline -opc)[2..-1]
        if contains -- $word ${commands.map(({ name }) => name).join(' ')}
            echo $word
            return
        end
    end
end
# Whether a command is named; without one the default is meant.
function __tp_doctor_is
    set -l command (__tp_doctor_command)
    test -n "$command"; or set command ${DEFAULT_COMMAND}
    test "$command" = $argv[1]
end
# Whether the last word of the command is this one.
function __tp_doctor_behind
    __tp_doctor_is $argv[1]; and test (commandline -opc)[-1] = $argv[2]
end
complete -c tp-doctor -e
${commands.flatMap(linesOf).join('\n')}
`;

function linesOf({ name, describe, words, following, options }: CommandWords): string[] {
  const lists = [{ after: name, words }, ...following].filter((list) => list.words.length > 0);
  return [
    `complete -c tp-doctor -n 'test -z (__tp_doctor_command)' -a ${name} -d ${quote(describe)}`,
    ...options.map((option) => optionLine(name, option)),
    ...lists.map(
      (list) =>
        `complete -c tp-doctor -n '__tp_doctor_behind ${name} ${list.after}' -f -a ${quote(list.words.join(' '))}`,
    ),
  ];
}

function optionLine(command: string, option: OptionWords): string {
  return `complete -c tp-doctor -n '__tp_doctor_is ${command}' -l ${option.name} ${valueOf(option)}-d ${quote(option.describe)}`;
}

/** `-x`: a value and no file; `-r -F`: a value that is one. */
function valueOf({ takes, values }: OptionWords): string {
  if (takes === 'nothing') return '';
  if (values.length > 0) return `-x -a ${quote(values.join(' '))} `;
  if (takes === 'folder') return `-x -a '(__fish_complete_directories)' `;
  return takes === 'file' || takes === 'path' ? '-r -F ' : '-x ';
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
