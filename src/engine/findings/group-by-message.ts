import type { Finding } from '../../model/report';

/** Findings with one message: what they say, and of which objects, in their order. */
export interface SameMessage {
  message: string;
  subjects: string[];
}

export function groupByMessage(findings: readonly Finding[]): SameMessage[] {
  const groups = new Map<string, SameMessage>();
  for (const { message, subject } of findings) {
    const group = groups.get(message);
    if (group) group.subjects.push(subject);
    else groups.set(message, { message, subjects: [subject] });
  }
  return [...groups.values()];
}
