import type { WordList } from '../model/option';

/** Where each list of words is kept; loaded only for completion and the man page. */
export const WORD_LISTS: Record<WordList, () => Promise<readonly string[]>> = {
  formats: async () => (await import('../report/formats')).FORMATS,
  'diff-formats': async () => (await import('../report/formats')).DIFF_FORMATS,
  targets: async () => (await builtIn()).builtInData().targets.lines.map(({ line }) => line),
  'rule-ids': async () => (await builtIn()).builtInRules().map(({ id }) => id),
  explainable: async () => {
    const { builtInFacts, builtInRules, builtInSteps } = await builtIn();
    return [...builtInRules(), ...builtInSteps(), ...builtInFacts()].map(({ id }) => id);
  },
  'rules-and-steps': async () => {
    const { builtInRules, builtInSteps } = await builtIn();
    return [...builtInRules(), ...builtInSteps()].map(({ id }) => id);
  },
  levels: async () => (await import('../model/report')).LEVELS,
  groups: async () => (await import('../commands/output')).GROUPS,
  phases: async () => (await import('../commands/verify')).PHASES,
  'rule-actions': async () => Object.keys((await import('../commands/rules')).ACTIONS),
  schemas: async () => (await import('../commands/schema')).PRINTED_SCHEMAS,
  shells: async () => (await import('../commands/completion')).SHELLS,
};

function builtIn() {
  return import('../load/rules/built-in');
}
