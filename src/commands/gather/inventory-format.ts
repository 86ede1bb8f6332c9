import { jsonText } from '../../report/text/json';
import type { Inventory } from '../../model/inventory';

const BATCH = 1000;

/**
 * The JSON of an inventory in pieces, one agent a line: the text of a large estate is longer than a string of Node may
 * be. Agents come last (contracts, section 2).
 */
export function* formatInventory(inventory: Inventory): Generator<string> {
  const { agents, ...rest } = inventory;
  const head = jsonText(rest, 2);
  if (agents == null) {
    yield `${head}\n`;
    return;
  }
  yield `${head.slice(0, -2)},\n  "agents": [`;
  for (let at = 0; at < agents.length; at += BATCH) {
    const rows = agents.slice(at, at + BATCH).map((agent) => `\n    ${jsonText(agent)}`);
    yield (at === 0 ? '' : ',') + rows.join(',');
  }
  yield agents.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}
