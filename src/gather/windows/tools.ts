import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { codeOf, messageOf } from '../errors';
import { safeLine } from '../redact';
import type { TimeLimit } from '../source';

const run = promisify(execFile);

/** Everything that Windows has about all its products and certificates is a few MB as text. */
const LARGEST_OUTPUT = 32 * 2 ** 20;
const LONGEST_WORDS = 200;

/** Programs of Windows itself, by their full path: the search path and the working directory are not trusted. */
export interface WindowsTools {
  /** SystemRoot of the environment. */
  systemRoot: string;
  limit: TimeLimit;
}

/** A program of Windows that could not be run, failed, or took too long. Its message is one line, in the program's words. */
export class ToolError extends Error {
  constructor(
    program: string,
    /** The first line that it wrote of its failure, in the language of that Windows; "" where it wrote nothing. */
    readonly words: string,
    /** Undefined where it did not end by itself. */
    readonly exitCode: number | undefined,
    options?: ErrorOptions,
  ) {
    const said = [exitCode === undefined ? '' : `exit code ${exitCode}`, words].filter((part) => part !== '');
    super(`${program}: ${said.join(', ')}`, options);
    this.name = 'ToolError';
  }
}

/** The tools of the Windows with this environment. */
export function findTools(env: Readonly<Record<string, string | undefined>>, limit: TimeLimit): WindowsTools {
  return { systemRoot: systemRootOf(env), limit };
}

/** powershell.exe of the Windows with this environment, by its full path. */
export function findPowerShell(env: Readonly<Record<string, string | undefined>>): string {
  return path.join(systemRootOf(env), 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

function systemRootOf(env: Readonly<Record<string, string | undefined>>): string {
  return env['SystemRoot'] ?? env['windir'] ?? 'C:\\Windows';
}

/**
 * What a program below System32 prints. Its standard input is closed, so that it never waits for an answer.
 * @throws ToolError
 */
export async function runTool(
  program: string,
  parameters: readonly string[],
  { systemRoot, limit }: WindowsTools,
): Promise<string> {
  const name = path.basename(program);
  try {
    const running = run(path.join(systemRoot, 'System32', program), [...parameters], {
      signal: limit.signal,
      windowsHide: true,
      maxBuffer: LARGEST_OUTPUT,
    });
    // One that has ended already takes no more.
    running.child.stdin?.on('error', () => undefined).end();
    return (await running).stdout;
  } catch (error) {
    if (limit.signal.aborted)
      throw new ToolError(name, messageOf(limit.signal.reason), undefined, { cause: error });
    throw createToolError(name, error);
  }
}

function createToolError(name: string, error: unknown): ToolError {
  const { code, stderr, stdout } = error as { code?: unknown; stderr?: string; stdout?: string };
  if (typeof code !== 'number') {
    const words = codeOf(error) === 'ENOENT' ? 'is not on this machine' : safeLine(messageOf(error));
    return new ToolError(name, words.slice(0, LONGEST_WORDS), undefined, { cause: error });
  }
  const words = safeLine(firstLine(stderr) || firstLine(stdout)).slice(0, LONGEST_WORDS);
  return new ToolError(name, words, code, { cause: error });
}

function firstLine(text = ''): string {
  return (
    text
      .split(/\r?\n/)
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}
