import { escapeControls } from './control-characters';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Text for an XML 1.0 element or attribute. Characters that XML cannot carry at all (most controls, U+FFFE, U+FFFF,
 * lone surrogates) become a visible escape. `>` is escaped as well, because `]]>` may not stand in text.
 */
export function escapeXml(text: string): string {
  return escapeControls(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
