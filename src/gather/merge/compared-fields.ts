/** What of a JSON Schema is looked at here. */
interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  /** Says which object this is; each source may spell it by other means. */
  'x-identity'?: boolean;
  /** Free text, or what changes from one look to the next. */
  'x-volatile'?: boolean;
}

/** Objects are compared by their fields. */
const NEVER_COMPARED = ['object'];

/**
 * The fields about which two sources contradict each other when their values differ, as pointers with `*` for any row of
 * a list: those of rules/inventory.schema.json that are neither `x-identity` nor `x-volatile`.
 */
export function listComparedFields(schema: object): ReadonlySet<string> {
  const root = schema as Schema;
  const fields = new Set<string>();
  const visit = (part: Schema, path: string): void => {
    const known = { ...root.$defs?.[part.$ref?.split('/').at(-1) ?? ''], ...part };
    for (const [key, value] of Object.entries(known.properties ?? {})) visit(value, `${path}/${key}`);
    if (known.items) visit(known.items, `${path}/*`);
    const isExempt = known['x-identity'] ?? known['x-volatile'] ?? false;
    const types = [known.type ?? 'enum'].flat();
    if (!isExempt && !types.some((type) => NEVER_COMPARED.includes(type))) fields.add(path);
  };
  visit(root, '');
  return fields;
}
