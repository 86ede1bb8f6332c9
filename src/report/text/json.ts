import { escapeJson } from './control-characters';

/** JSON whose strings are safe to print: the same data for a parser, with nothing hidden and no command to a pipeline. */
export function jsonText(value: unknown, indent?: number): string {
  return escapeJson(JSON.stringify(value, null, indent));
}
