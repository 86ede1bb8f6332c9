import { parentPort, workerData } from 'node:worker_threads';
import { hunt, type Bag, type Ground } from './hunt';
import { huntPairs } from './pairs/hunt-pairs';

// One of several threads of "npm run hunt".
const { what, ...ground } = workerData as Ground & { what: 'estates' | 'pairs' };
const found: Promise<Bag> = what === 'pairs' ? huntPairs(ground) : hunt(ground);
void found.then((bag) => parentPort?.postMessage(bag));
