import { DEFAULT_COMMAND, type CommandWords, type CompletionScript, type OptionWords } from './words';

/** For zsh with its completion system on (compinit). */
export const zshCompletion: CompletionScript = (commands) => {
  const names = commands.map(({ name }) => name);
  return `#compdef tp-doctor
# Completion of tp-doctor in zsh, in a folder of $fpath:
# tp-doctor completion zsh > ~/.zfunc/_tp-doctor
_tp_doctor_first() {
  local -a commands=(
${commands.map(({ name, describe }) => `    ${quote(`${name}:${describe}`)}`).join('\n')}
  )
  _alternative 'commands:command:{ _describe -t commands command commands }' 'files:inventory:_files'
}
_tp_doctor() {
  local command='' word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case $word in
      (${names.join('|')}) command=$word; break ;;
    esac
  done
  case \${command:-${DEFAULT_COMMAND}} in
${commands.map(commandCase).join('\n')}
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _tp_doctor "$@"
else
  compdef _tp_doctor tp-doctor
fi
`;
};

function commandCase({ name, words, following, options }: CommandWords): string {
  const second = words.length > 0 ? [quote(`2:argument:(${words.join(' ')})`)] : [];
  const third = following.map((list) => quote(`3:name:{ ${offerAfter(list)} }`));
  const specs = [
    ...options.map(optionSpec),
    `'1:command:_tp_doctor_first'`,
    ...second,
    ...third,
    `'*:file:_files'`,
  ];
  return `    (${name}) _arguments \\\n      ${specs.join(' \\\n      ')} ;;`;
}

/** The words behind another; else files. */
function offerAfter({ after, words }: CommandWords['following'][number]): string {
  return `if [[ $words[CURRENT-1] == ${after} ]]; then compadd -- ${words.join(' ')}; else _files; fi`;
}

function optionSpec(option: OptionWords): string {
  const { name, describe, takes, isRepeatable } = option;
  const label = `[${describe.replace(/[[\]\\]/g, '\\$&')}]`;
  if (takes === 'nothing') return quote(`--${name}${label}`);
  return quote(`${isRepeatable ? '*' : ''}--${name}=${label}:${name}:${actionOf(option)}`);
}

/** How zsh finds words for a value; a space where nobody can say what it will be. */
function actionOf({ takes, values }: OptionWords): string {
  if (values.length > 0) return `(${values.join(' ')})`;
  if (takes === 'folder') return '_files -/';
  return takes === 'file' || takes === 'path' ? '_files' : ' ';
}

function quote(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
