import { escapeControls } from './control-characters';

/** A plain line of a job's log. GitHub's runner obeys the older `##[…]` anywhere in it, Azure's agent `##vso[…]`. */
export function escapeLogLine(text: string): string {
  return escapeControls(text).replace(/##(?=\[|vso\[)/gi, '# #');
}
