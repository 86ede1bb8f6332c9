import { parentPort, workerData } from 'node:worker_threads';
import { hunt, type Bag, type Ground } from './hunt';
import { huntExports } from './exports/hunt-exports';
import { huntPairs } from './pairs/hunt-pairs';

// One of several threads of "npm run hunt".
const { what, ...ground } = workerData as Ground & { what: 'estates' | 'pairs' | 'exports' };
const found: Promise<Bag> = { estates: hunt, pairs: huntPairs, exports: huntExports }[what](ground);
void found.then((bag) => parentPort?.postMessage(bag));
