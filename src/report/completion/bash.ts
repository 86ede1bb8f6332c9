import { DEFAULT_COMMAND, type CommandWords, type CompletionScript, type OptionWords } from './words';

/** For bash 3.2 and later. Where it offers nothing, bash offers files. */
export const bashCompletion: CompletionScript = (commands) => {
  const names = commands.map(({ name }) => name);
  return `# Completion of tp-doctor in bash:
# tp-doctor completion bash > ~/.local/share/bash-completion/completions/tp-doctor
_tp_doctor() {
  local IFS=$' \\t\\n' current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command='' word words=''
  # bash takes --flag=value for three words.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join(' | ')})
        command=$word
        break
        ;;
    esac
  done
  case "\${command:-${DEFAULT_COMMAND}} $previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$command $current" in
${commands.map(flagCase).join('\n')}
    ' '*) words='${names.join(' ')}' ;;
${commands
  .filter(({ words }) => words.length > 0)
  .map(wordCase)
  .join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _tp_doctor tp-doctor
`;
};

function valueCases({ name, options }: CommandWords): string[] {
  return options.flatMap((option) => {
    const pattern = `    '${name} --${option.name}')`;
    const offer = offerOf(option);
    return offer === undefined ? [] : [`${pattern} ${offer}; return ;;`];
  });
}

function offerOf({ takes, values }: OptionWords): string | undefined {
  if (takes === 'nothing') return undefined;
  if (values.length > 0) return `COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current"))`;
  if (takes === 'folder') return `COMPREPLY=($(compgen -d -- "$current"))`;
  return takes === 'file' || takes === 'path' ? 'COMPREPLY=()' : `COMPREPLY=(); ${NO_FILES}`;
}

/** bash 3.2 has no compopt, and offers files for text as well. */
const NO_FILES = 'compopt +o default 2> /dev/null';

function flagCase({ name, options }: CommandWords): string {
  const flags = options.map((option) => `--${option.name}`).join(' ');
  const patterns = name === DEFAULT_COMMAND ? `'${name} -'* | ' -'*` : `'${name} -'*`;
  return `    ${patterns}) words='${flags}' ;;`;
}

function wordCase({ name, words, following }: CommandWords): string {
  const lists = [{ after: name, words }, ...following];
  const cases = lists.map((list) => `'${list.after}') words='${list.words.join(' ')}' ;;`).join(' ');
  return `    '${name} '*) case $previous in ${cases} esac ;;`;
}
