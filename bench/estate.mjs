// Writes estates of any size for the benchmark: healthy ones with a few faults, as gather would write them.
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const work = join(here, '.bench');

/** Writes an inventory with `count` Agents and returns its path. One Agent in a thousand is too old. */
export function writeEstate(count) {
  mkdirSync(work, { recursive: true });
  const file = join(work, `estate-${count}.json`);
  const sample = JSON.parse(readFileSync(join(here, '../fixtures/inventories/contoso-7.3.9.json'), 'utf8'));
  const [model] = sample.agents;
  const text = JSON.stringify({ ...sample, agents: [] }, null, 2);
  const handle = openSync(file, 'w');
  writeSync(handle, text.slice(0, text.lastIndexOf('[]')) + '[\n');
  for (let at = 0; at < count; at++) writeSync(handle, (at === 0 ? '' : ',\n') + indent(agent(model, at)));
  writeSync(handle, '\n  ]\n}\n');
  closeSync(handle);
  return file;
}

function agent(model, at) {
  const name = `SRV${String(at).padStart(6, '0')}`;
  const version = at % 1000 === 999 ? '7.3.8.176' : `7.3.9.${42 + (at % 7)}`;
  const address = `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
  return {
    ...model,
    name,
    fqdn: `${name.toLowerCase()}.contoso.com`,
    address,
    version,
    eventsInQueue: at % 900,
  };
}

function indent(value) {
  return JSON.stringify(value, null, 2).replace(/^/gm, '    ');
}
