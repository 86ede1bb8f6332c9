import { UserError } from '../../model/errors';
import type { Io } from '../io';

type Streams = Pick<Io, 'stdin' | 'stderr'>;

/** Whether somebody is there to answer. */
export function canAsk({ stdin, stderr }: Streams): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Asks one question on the terminal; an empty answer is the proposal. @throws UserError where it is not answered */
export async function ask(question: string, proposal: string, io: Streams): Promise<string> {
  const answer = await readAnswer(question, io, { default: proposal });
  return answer.trim() || proposal;
}

/**
 * A secret from the environment variable `variable`, else from a prompt that shows nothing of it.
 * @throws UserError where there is neither a value nor a terminal to ask on
 */
export async function askSecret(what: string, variable: string, io: Io): Promise<string> {
  const value = io.env[variable];
  if (value) return value;
  if (!canAsk(io)) {
    throw new UserError(
      'usage',
      `${what} is needed: set ${variable}, or run on a terminal to be asked for it`,
    );
  }
  const answer = await readAnswer(what, io, { silent: true });
  if (answer) return answer;
  throw new UserError('usage', `${what} was not given`);
}

async function readAnswer(
  what: string,
  { stdin, stderr }: Streams,
  more: { silent?: true; default?: string },
): Promise<string> {
  const { read } = await import('read');
  try {
    return await read({ prompt: `${what}: `, input: stdin, output: stderr, ...more });
  } catch (error) {
    throw new UserError('usage', `${what} was not given`, [], { cause: error });
  }
}
