// Elements, made of names and text alone: nothing here or elsewhere on the page parses markup.

type Child = Node | string | number | null | undefined | false;
type Props = { [name: string]: string | number | boolean | null | undefined | ((event: any) => void) };

function fill<E extends Element>(element: E, props: Props, children: Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child));
  return element;
}

/** h("a.card", {href: "#e1"}, "text"): an element with classes, attributes, listeners (functions) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(what: K | `${K}.${string}`, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag as K);
  if (classes.length) element.className = classes.join(" ");
  return fill(element, props, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** Words of an article: their direction is their own and ends with them. */
export function words(text: string, most = 240): HTMLElement {
  return h("bdi", {}, clip(text, most));
}

export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.charCodeAt(most - 1) >= 0xd800 && text.charCodeAt(most - 1) < 0xdc00 ? most - 1 : most;
  return text.slice(0, cut) + "…";
}

/** A long list is drawn in parts, the first at once, so that the page answers while the rest follows. */
export function fill_slowly<T>(list: Element, things: T[], draw: (thing: T) => Node, at_once = 60): void {
  let next = 0;
  const part = (count: number) => {
    const nodes = document.createDocumentFragment();
    for (const end = Math.min(things.length, next + count); next < end; ++next) nodes.append(draw(things[next]!));
    list.append(nodes);
    if (next < things.length) later(() => list.isConnected && part(200));
  };
  part(at_once);
}

export const later = (work: () => void): void => {
  setTimeout(work, 0);
};
