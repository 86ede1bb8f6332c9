import { pathsOfNeeds } from '../src/engine/findings/needs';
import { parseInventoryPointer, parseSubjectPointer } from '../src/engine/values/pointers';
import { builtInRules } from '../src/load/rules/built-in';

const LISTS = ['agents', 'policies'];

/** src/model/needed-fields.ts: what the rules cannot do without, so that a source of a list knows what it lacks. */
export function neededFields(): string {
  const fields = LISTS.map((list) => `${list}: ${JSON.stringify(fieldsOf(list))}`);
  return [
    '// Made from the needs of the rules before an upgrade by "npm run generate".',
    '/** Fields of a row without which some rule about it is unknown. */',
    `export const NEEDED_FIELDS = { ${fields.join(', ')} } as const satisfies Record<string, readonly string[]>;`,
    '',
  ].join('\n');
}

function fieldsOf(list: string): string[] {
  const rules = builtInRules().filter(({ phase, each }) => {
    const { root, tokens } = parseInventoryPointer(each);
    return phase !== 'post-upgrade' && root === 'inventory' && tokens.join('/') === `${list}/*`;
  });
  const needed = rules.flatMap(({ needs }) =>
    pathsOfNeeds(needs).flatMap((path) => {
      const { root, tokens } = parseSubjectPointer(path);
      return root === 'subject' ? tokens.slice(0, 1) : [];
    }),
  );
  return [...new Set(needed)].sort();
}
