import { formatSuggestion } from '../engine/values/suggestions';
import { EXIT, UserError, type ExitCode } from '../model/errors';
import type { CommandWords, CompletionScript } from '../report/completion/words';
import type { Io } from './io';

const SCRIPTS: Record<string, () => Promise<CompletionScript>> = {
  bash: async () => (await import('../report/completion/bash')).bashCompletion,
  zsh: async () => (await import('../report/completion/zsh')).zshCompletion,
  fish: async () => (await import('../report/completion/fish')).fishCompletion,
  powershell: async () => (await import('../report/completion/powershell')).powershellCompletion,
};

export const SHELLS = Object.keys(SCRIPTS);

/** Prints the completion script of a shell. @throws UserError naming the nearest shell */
export async function completion(
  shell: string | undefined,
  commands: readonly CommandWords[],
  io: Io,
): Promise<ExitCode> {
  const load = shell !== undefined && Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  if (!load) {
    const what =
      shell === undefined
        ? 'completion: a shell is missing'
        : `completion: there is no script for "${shell}"${formatSuggestion(shell, SHELLS)}`;
    throw new UserError('usage', `${what}; allowed: ${SHELLS.join(', ')}`);
  }
  io.stdout.write((await load())(commands));
  return EXIT.ready;
}
