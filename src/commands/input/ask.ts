import { UserError } from '../../model/errors';
import type { Io } from '../io';

/**
 * A secret from the environment variable `variable`, else from a prompt that shows nothing of it.
 * @throws UserError where there is neither a value nor a terminal to ask on
 */
export async function askSecret(what: string, variable: string, io: Io): Promise<string> {
  const value = io.env[variable];
  if (value) return value;
  if (!io.stdin.isTTY || !io.stderr.isTTY) {
    throw new UserError(
      'usage',
      `${what} is needed: set ${variable}, or run on a terminal to be asked for it`,
    );
  }
  const { read } = await import('read');
  try {
    const answer = await read({ prompt: `${what}: `, silent: true, input: io.stdin, output: io.stderr });
    if (answer) return answer;
  } catch (error) {
    throw new UserError('usage', `${what} was not given`, [], { cause: error });
  }
  throw new UserError('usage', `${what} was not given`);
}
