import { parentPort, workerData } from 'node:worker_threads';
import { hunt, type Ground } from './hunt';

// One of several threads of "npm run hunt".
void hunt(workerData as Ground).then((bag) => parentPort?.postMessage(bag));
