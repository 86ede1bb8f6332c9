import type { Finding } from '../../model/report';

/** Findings that say the same, as one: what they say, and of which objects, in their order. */
export interface Alike {
  message: string;
  subjects: string[];
}

export function groupByMessage(findings: readonly Finding[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const { message, subject } of findings) {
    const group = groups.get(message);
    if (group) group.subjects.push(subject);
    else groups.set(message, { message, subjects: [subject] });
  }
  return [...groups.values()];
}
