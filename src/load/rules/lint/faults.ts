import { escapeToken } from '../../../engine/values/pointers';

/** The faults of one rule, each with its JSON pointer in the file of the rule. */
export class RuleFaults {
  readonly lines: string[] = [];

  constructor(private readonly file: string) {}

  add(pointer: string, text: string): void {
    const line = `${this.file}: ${pointer}: ${text}`;
    if (!this.lines.includes(line)) this.lines.push(line);
  }
}

/** A pointer in a rule with more below it. */
export function below(pointer: string, ...tokens: (string | number)[]): string {
  return tokens.reduce<string>((all, token) => `${all}/${escapeToken(String(token))}`, pointer);
}
