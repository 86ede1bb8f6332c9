import { formatBytes, formatValue } from '../values/format';
import { valueAt } from '../values/pointers';

/**
 * Fills the placeholders of a message: `{version}`, `{autogrowth.value}`. Each is looked for in the layers in
 * their order; one that is nowhere becomes what `otherwise` says. Fields in bytes are shown in GB.
 */
export function fillTemplate(template: string, layers: readonly unknown[], otherwise = '(unknown)'): string {
  return template.replace(/\{([A-Za-z0-9_.]+)\}/g, (_all, name: string) => {
    const tokens = name.split('.');
    for (const layer of layers) {
      const value = valueAt(layer, tokens);
      if (typeof value === 'number' && name.endsWith('Bytes')) return formatBytes(value);
      if (value !== undefined && value !== null) return formatValue(value);
    }
    return otherwise;
  });
}
