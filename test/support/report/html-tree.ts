import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

export type Element = Tree.Element;

/** Every element of a page as a browser without scripts would build it, by an independent parser. */
export function elementsOf(html: string): Element[] {
  return elementsIn(parse(html, { scriptingEnabled: false }));
}

/** The elements of a tree, those of one tag where it is named. */
export function elementsIn(tree: Tree.Node, tag?: string): Element[] {
  const found: Element[] = [];
  const walk = (node: Tree.Node): void => {
    if ('tagName' in node && (tag === undefined || node.tagName === tag)) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(tree);
  return found;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

export function textOf(node: Tree.Node): string {
  if (node.nodeName === '#text') return (node as Tree.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
