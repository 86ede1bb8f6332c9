import { VERDICTS, type Verdict } from '../../../src/model/report';
import {
  AGENT_COLUMNS,
  POLICY_COLUMNS,
  formatCells,
  formatCsv,
  toCells,
} from '../../support/gather/format-exports';
import { gatherExports } from '../../support/gather/gather-exports';
import { everyRule } from '../../support/judge/judge-inventory';
import { HOPS, makeReadyEstate, type Estate } from '../estate';
import { tryEach, type Bag, type Ground } from '../hunt';
import { judgeWorld } from '../judge-world';
import { Random } from '../random';

type Cells = string[][];
type Damage = (cells: Cells, random: Random) => unknown;

const row = (cells: Cells, random: Random) => random.pick(cells.slice(1));
const FRESH = '2026-11-20T21:03:57Z';

const NOTHINGS = ['N/A', '-', '', '#REF!', 'unknown', 'Some...', '07.03.2008', '########'].concat([
  'Access is denied.',
  'Error',
  '0x80070005',
  'The RPC server is unavailable.',
  '1,024 MB',
]);

/** What may become of an export; each changes its cells, and none makes an estate better. */
const DAMAGES: Record<string, Damage> = {
  'column-dropped': (cells, random) => {
    const at = random.integer(0, (cells[0]?.length ?? 1) - 1);
    for (const one of cells) one.splice(at, 1);
  },
  'columns-swapped': (cells, random) => {
    const [a, b] = [0, 1].map(() => random.integer(0, (cells[0]?.length ?? 1) - 1)) as [number, number];
    for (const one of cells.slice(1)) [one[a], one[b]] = [one[b] ?? '', one[a] ?? ''];
  },
  'row-cut': (cells) => void (cells.at(-1) ?? []).splice(2),
  'row-shifted': (cells, random) => void row(cells, random).splice(random.integer(1, 8), 1),
  'row-again': (cells, random) => cells.push([...row(cells, random).slice(0, 4), '7.3.8.1']),
  placeholder: (cells, random) => {
    const one = row(cells, random);
    const text = random.pick(NOTHINGS);
    one[random.integer(0, one.length - 1)] = text;
  },
  'column-again': (cells) => {
    const at = cells[0]?.findIndex((name) => name === 'Version String' || name === 'Guid') ?? -1;
    const again = cells[0]?.[at]?.toLowerCase().replace(' ', '-') ?? '';
    for (const [n, one] of cells.entries()) one.push(n === 0 ? `${again}-` : `${one[at] ?? ''}1`);
  },
};

/** Tries one seed after the other: harmless spellings change no verdict, and damage never betters one. */
export function huntExports(ground: Ground): Promise<Bag> {
  return tryEach(ground, async (seed) => {
    const random = new Random(seed);
    const id = random.pick(['harmless', 'file-old', ...Object.keys(DAMAGES)]);
    const operations = [id];
    const fault = await findFault(id, random);
    return fault === undefined ? { operations } : { operations, found: { seed, operations, fault } };
  });
}

async function findFault(id: string, random: Random): Promise<string | undefined> {
  const hop = random.pick(HOPS);
  const estate = makeReadyEstate(hop, random);
  if (random.chance(0.5)) random.pick(estate.agents).version = '7.3.4.1';
  const before = await judge(estate, hop.target);
  const agents = toCells(estate.agents, AGENT_COLUMNS);
  const policies = toCells(estate.policies, POLICY_COLUMNS);
  DAMAGES[id]?.(random.chance(0.6) ? agents : policies, random);
  const modifiedAt = id === 'file-old' ? '2025-01-01T00:00:00Z' : FRESH;
  const { environment, collectedAt } = estate as Estate & { environment: string };
  const exports = { agents: write(agents, random), policies: write(policies, random), modifiedAt };
  const gathered = await gatherExports({ environment, collectedAt }, exports);
  const others = estate.sources.filter((one) => one['id'] !== 'agents' && one['id'] !== 'policies');
  const sources = [...others, ...gathered.sources];
  const { agents: found = null, policies: listed = null } = gathered;
  const after = await judge({ ...estate, sources, agents: found, policies: listed } as never, hop.target);
  if (id === 'harmless') return before === after ? undefined : `${after} instead of ${before}`;
  // What proved a violation may be gone, but then it is not known.
  const best: Verdict = before === 'not-ready' ? 'undetermined' : before;
  if (VERDICTS.indexOf(after) <= VERDICTS.indexOf(best)) return undefined;
  return `says ${after}, and the best that is allowed is ${best}`;
}

async function judge(estate: Estate, target: string): Promise<Verdict> {
  const encode = (text: string): Buffer => Buffer.from(text);
  const world = { estate, target, choice: everyRule, rewrite: (text: string) => text, encode };
  return (await judgeWorld(world)).verdict;
}

/** The same list in one of the ways that spreadsheets and PowerShell write it. */
function write(cells: Cells, random: Random): Buffer {
  const other = random.pick(['json', 'xml', 'clixml'] as const);
  const text = random.chance(0.5)
    ? formatCells[other](cells)
    : formatCsv(cells, random.pick([',', ';', '\t']), random.pick(['\n', '\r\n']));
  const wide = Buffer.from(text, 'utf16le');
  const marked = Buffer.from(`\ufeff${text}`, 'utf16le');
  return random.pick([Buffer.from(text), Buffer.from(`\ufeff${text}`), wide, marked]);
}
