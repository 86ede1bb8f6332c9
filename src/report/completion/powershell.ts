import { DEFAULT_COMMAND, type CommandWords, type CompletionScript } from './words';

/** For Windows PowerShell 5.1 and PowerShell 7. Where it offers nothing, PowerShell offers files. */
export const powershellCompletion: CompletionScript = (
  commands,
) => `# Completion of tp-doctor in PowerShell, in $PROFILE:
# tp-doctor completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName tp-doctor -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $commands = [ordered]@{
${commands.map(({ name, describe }) => `        ${quote(name)} = ${quote(describe)}`).join('\n')}
    }
    $flags = @{
${commands.map(flagsOf).join('\n')}
    }
    $values = @{
${commands.flatMap(valuesOf).join('\n')}
    }
    $texts = @(
${commands.flatMap(textsOf).join('\n')}
    )
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    $named = $before | Where-Object { $commands.Contains($_) } | Select-Object -First 1
    $command = if ($named) { $named } else { ${quote(DEFAULT_COMMAND)} }
    $previous = if ($before.Count -gt 0) { $before[-1] } else { '' }
    # With nothing at all, PowerShell would offer files.
    if ($texts -contains "$command $previous") { return '' }
    $found = if ($values.ContainsKey("$command $previous")) { $values["$command $previous"] }
    elseif ($wordToComplete -like '-*') { $flags[$command] }
    elseif (-not $named) { $commands }
    else { @{} }
    $found.GetEnumerator() | Where-Object { $_.Key -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
    }
}
`;

function flagsOf({ name, options }: CommandWords): string {
  const lines = options.map(
    (option) => `            ${quote(`--${option.name}`)} = ${quote(option.describe)}`,
  );
  return `        ${quote(name)} = [ordered]@{\n${lines.join('\n')}\n        }`;
}

/** The values of options by `command --option`, those of a first argument by `command command`, behind a word by that. */
function valuesOf({ name, words, following, options }: CommandWords): string[] {
  const lists = options.map((option) => [`--${option.name}`, option.values] as const);
  const behind = following.map((list) => [list.after, list.words] as const);
  return [[name, words] as const, ...behind, ...lists]
    .filter(([, values]) => values.length > 0)
    .map(([previous, values]) => {
      const entries = values.map((value) => `${quote(value)} = ${quote(value)}`).join('; ');
      return `        ${quote(`${name} ${previous}`)} = [ordered]@{ ${entries} }`;
    });
}

/** Options whose value nobody can say, by `command --option`. */
function textsOf({ name, options }: CommandWords): string[] {
  return options
    .filter(({ takes, values }) => values.length === 0 && (takes === 'text' || takes === 'number'))
    .map((option) => `        ${quote(`${name} --${option.name}`)}`);
}

// PowerShell takes typographic quotes for quotes as well.
function quote(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
