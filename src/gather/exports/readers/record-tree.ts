import type { Raw } from './row';
import { BOUNDS } from './row';
import { XmlFault, localName } from './xml';

/** One element of a record, kept only while that record is read. */
export interface Element {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: Element[];
  text: string;
}

/** Builds the tree of one record at a time, from the opening of its element to its close. */
export class RecordTree {
  private readonly open: Element[] = [];
  private elements = 0;
  private characters = 0;
  private line = 0;

  get building(): boolean {
    return this.open.length > 0;
  }

  push(name: string, attributes: ReadonlyMap<string, string>, line: number): void {
    const element: Element = { name: localName(name), attributes, children: [], text: '' };
    if (!this.building) this.elements = this.characters = 0;
    this.line = line;
    this.open.at(-1)?.children.push(element);
    this.open.push(element);
    if (++this.elements > BOUNDS.values) this.refuse(`${BOUNDS.values} elements`);
    for (const value of attributes.values()) this.count(value);
  }

  text(text: string): void {
    const top = this.open.at(-1);
    if (!top) return;
    this.count(text);
    top.text += text;
  }

  /** The whole record, when its own element is closed; else nothing. */
  pop(): Element | undefined {
    const closed = this.open.pop();
    return this.building ? undefined : closed;
  }

  /** Gives up the record being built. */
  drop(): void {
    this.open.length = 0;
  }

  private count(text: string): void {
    this.characters += text.length;
    if (this.characters > BOUNDS.record) this.refuse(`${BOUNDS.record} characters`);
  }

  private refuse(what: string): never {
    throw new XmlFault(`a record has more than ${what}`, this.line);
  }
}

/**
 * The value of an element: its text, or the list of its items. An item is its own text, or what it says under
 * `Name` or `Value`.
 */
export function elementValue(element: Element): Raw {
  if (element.attributes.get('xsi:nil') === 'true') return null;
  if (element.children.length === 0)
    return element.text.trim() === '' ? attributeText(element) : element.text;
  return element.children.map(itemText);
}

function attributeText(element: Element): string | null {
  for (const [name, value] of element.attributes) {
    if (/^(name|value)$/i.test(name)) return value;
  }
  return null;
}

function itemText(item: Element): string {
  if (item.children.length === 0) return item.text.trim() || (attributeText(item) ?? '');
  const named = item.children.find((child) => /^(name|displayname|value)$/i.test(child.name));
  return named?.text.trim() ?? '';
}

/** Attributes with a prefix (xsi:type, diffgr:id) and namespace declarations are about the XML, not the record. */
export function ownNames(attributes: ReadonlyMap<string, string>): string[] {
  return [...attributes.keys()].filter((name) => !name.includes(':') && name !== 'xmlns');
}

/** The name of what an element says: its own, or that which ConvertTo-Xml gives a `<Property Name="…">`. */
export function fieldName(element: string, attributes: ReadonlyMap<string, string>): string {
  return (element === 'Property' ? attributes.get('Name') : undefined) ?? element;
}
