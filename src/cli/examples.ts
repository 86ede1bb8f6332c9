/** What the end of a command's help says: how it is called, and with which code it ends. Loaded for help alone. */
interface Ending {
  examples: readonly string[];
  exitCodes: string;
}

const GATE =
  'Exit codes: 0 ready, 1 not ready, 2 could not judge, 3 undetermined (evidence is missing); of several the first of 2, 1, 3 counts.';
const DONE = 'Exit codes: 0 done, 2 something is wrong with what was given.';

export const ENDINGS: Readonly<Record<string, Ending>> = {
  check: {
    examples: [
      'check inventory.json --target 7.4',
      'check inventories --target 7.4 --format html=report.html',
    ],
    exitCodes: GATE,
  },
  gather: {
    examples: ['gather --environment contoso --sql-server SQL01 --agents agents.xml'],
    exitCodes:
      'Exit codes: 0 every source is complete, 1 one failed or is partial, 2 usage or configuration.',
  },
  probe: {
    examples: ['probe', 'probe --output probes'],
    exitCodes: 'Exit codes: 0 the file is written, 1 some of it could not be read, 2 usage.',
  },
  facts: { examples: ['facts inventory.json --output facts.json'], exitCodes: DONE },
  plan: { examples: ['plan inventory.json --target 8.1 --format markdown=plan.md'], exitCodes: GATE },
  verify: { examples: ['verify --before before.json --after after.json --target 7.4'], exitCodes: GATE },
  diff: {
    examples: ['diff old-report.json new-report.json'],
    exitCodes: 'Exit codes: 0 nothing is new, 1 something is new, 2 a report could not be read.',
  },
  render: {
    examples: [
      'render report.json --format html=report.html',
      'render shards --expect 40 --previous old --format html=fleet.html',
    ],
    exitCodes: GATE,
  },
  explain: {
    examples: ['explain agent-version-accepted', 'explain A3', 'explain e062f70a report.json'],
    exitCodes: DONE,
  },
  rules: {
    examples: ['rules list', 'rules show agent-version-accepted', 'rules lint my-rules'],
    exitCodes: DONE,
  },
  schema: { examples: ['schema inventory'], exitCodes: DONE },
  init: { examples: ['init'], exitCodes: DONE },
  completion: { examples: ['completion bash'], exitCodes: DONE },
};
