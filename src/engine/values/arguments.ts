/**
 * A value as one argument of a command line that PowerShell, cmd.exe and, but for a UNC path, bash read alike; undefined for one with a sign that
 * one of them would obey (quotes, $, %, &, line breaks …), which is never to be pasted.
 */
export function quoteArgument(value: string): string | undefined {
  const text = value.replace(/\\+$/, '');
  if (!/^[\p{L}\p{N}_./:\\][\p{L}\p{N}_./:\\$ ,+@=()-]*$/u.test(text)) return undefined;
  // A shell takes "C$" as it is, and "$name" not: administrative shares are the one place where the sign stands.
  if (/\$(?!\\)/.test(text)) return undefined;
  return /^[\p{L}\p{N}_./:+=-]+$/u.test(text) ? text : `"${text}"`;
}
