import { reordered } from '../../support/estates/changes';
import type { Estate, Fields } from '../estate';
import type { Operation } from '../operation';
import type { Random } from '../random';

/** The file is damaged, so that nothing in it counts; or it is only written in another way. */
export const DOCUMENTS: Operation[] = [
  rewritten('file-cut', 'the file ends too early', (text, random) =>
    text.slice(0, random.integer(0, text.lastIndexOf('}') - 1)),
  ),
  rewritten(
    'file-with-more',
    'something follows the document',
    (text, random) => text + random.pick(['}', ' {}', '\u0000x', ',', '[]', text]),
  ),
  rewritten('key-twice', 'a key stands twice in one object', (text, random) => {
    const keys = [...text.matchAll(/[{,]\s*"([a-zA-Z]+)":/g)];
    const key = random.pick(keys);
    const at = (key.index ?? 0) + 1;
    return `${text.slice(0, at)}"${key[1]}":null,${text.slice(at)}`;
  }),
  spelt('utf-16', 'nothing: UTF-16 with its mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  spelt('utf-16-be', 'nothing: UTF-16 of the other order', (text) =>
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ),
  spelt('utf-8-mark', 'nothing: UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)),
  {
    id: 'spaced',
    worse: 'nothing: pretty-printed',
    apply: (world) => {
      world.rewrite = (text) => JSON.stringify(JSON.parse(text), null, '\t');
      return 'unchanged';
    },
  },
  {
    id: 'reordered',
    worse: 'nothing: lists and keys in another order',
    apply: ({ estate }, random) => {
      const order = (length: number) => random.shuffle(Array.from({ length }, (_, at) => at));
      const other = reordered(estate, order) as Estate;
      for (const key of Object.keys(estate)) Reflect.deleteProperty(estate, key);
      for (const [key, value] of random.shuffle(Object.entries(other))) estate[key] = value;
      return 'unchanged';
    },
  },
  {
    id: 'extended',
    worse: 'nothing: extensions and notes',
    apply: ({ estate }, random) => {
      const holders: Fields[] = [estate, estate.enterpriseManager, ...estate.agents];
      Object.assign(random.pick(holders), { 'x-own': { ready: true }, notes: 'Everything is ready.' });
      return 'unchanged';
    },
  },
];

type Rewrite = (text: string, random: Random) => string;

function rewritten(id: string, worse: string, rewrite: Rewrite): Operation {
  return {
    id,
    worse,
    apply: (world, random) => {
      const before = world.rewrite;
      world.rewrite = (text) => rewrite(before(text), random);
      return 'error';
    },
  };
}

function spelt(id: string, worse: string, encode: (text: string) => Buffer): Operation {
  return {
    id,
    worse,
    apply: (world) => {
      world.encode = encode;
      return 'unchanged';
    },
  };
}
