// Words lit in the text: by the CSS Custom Highlight API where the browser has it, else by plain spans. Either way the text is text, never markup.
import type { Stretch } from "./text";

/** A run of the article's text that stands in one element. */
export interface Block extends Stretch { element: HTMLElement }

const api = (): boolean => typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight !== "undefined";

export class Lights {
  private readonly blocks: Block[];
  private readonly lit = new Map<string, Stretch[]>();  // kept for the spans alone
  readonly plain: boolean;

  /** `blocks`: by where they begin, each holding one text node. */
  constructor(blocks: Block[], private readonly text: string, plain = !api()) {
    this.blocks = blocks;
    this.plain = plain;
  }

  set(name: string, stretches: Stretch[]): void {
    if (this.plain) return this.set_spans(name, stretches);
    if (!stretches.length) return void CSS.highlights.delete(name);
    const highlight = new Highlight();
    for (const part of stretches.flatMap((s) => this.parts(s)))
      highlight.add(new StaticRange({ startContainer: part.node, startOffset: part.from, endContainer: part.node, endOffset: part.to }));
    highlight.priority = name.startsWith("lit-") ? 2 : name === "look" ? 3 : name === "said" ? 0 : 1;
    CSS.highlights.set(name, highlight);
  }

  /** The place in the text under a point of the screen; nothing beside the text. */
  unit_at(x: number, y: number): number | null {
    const at = caret_at(x, y);
    if (!at) return null;
    const element = at.node instanceof Element ? at.node : at.node.parentElement;
    const holder = element?.closest<HTMLElement>("[data-from]");
    const block = holder && this.blocks.find((b) => b.element === holder);
    if (!block || !(at.node instanceof Text)) return null;
    const range = document.createRange();
    let before = at.offset;
    for (let node: Node | null = at.node; node && node !== holder; node = node.parentNode)
      for (let s = node.previousSibling; s; s = s.previousSibling) before += s.textContent?.length ?? 0;
    // The caret lies between two characters: take the one whose box holds the point.
    for (const offset of [at.offset, at.offset - 1]) {
      if (offset < 0 || offset >= at.node.length) continue;
      range.setStart(at.node, offset);
      range.setEnd(at.node, offset + 1);
      for (const box of range.getClientRects())
        if (box.left <= x && x <= box.right && box.top <= y && y <= box.bottom) return block.from + before + offset - at.offset;
    }
    return null;
  }

  /** Brings words to where they can be seen. */
  show(stretch: Stretch): void {
    const part = this.parts(stretch)[0];
    if (!part) return;
    const range = document.createRange();
    range.setStart(part.node, part.from);
    range.setEnd(part.node, part.to);
    part.block.element.scrollIntoView({ block: "nearest" });
    const box = range.getBoundingClientRect();
    const pane = part.block.element.closest<HTMLElement>(".pane");
    const seen = pane && pane.scrollHeight > pane.clientHeight ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    if (box.top > seen.top + 60 && box.bottom < seen.bottom - 60) return;
    const by = box.top - (seen.top + (seen.bottom - seen.top) / 3);
    (pane && pane.scrollHeight > pane.clientHeight ? pane : window).scrollBy({ top: by });
  }

  private parts(stretch: Stretch): { block: Block; node: Text; from: number; to: number }[] {
    const found = [];
    for (let i = this.first_ending_after(stretch.from); i < this.blocks.length && this.blocks[i]!.from < stretch.to; ++i) {
      const block = this.blocks[i]!;
      for (let node = block.element.firstChild, at = block.from; node; node = node.nextSibling) {
        const leaf = node instanceof Text ? node : node.firstChild;
        if (!(leaf instanceof Text)) continue;
        const from = Math.max(stretch.from, at), to = Math.min(stretch.to, at + leaf.length);
        if (from < to) found.push({ block, node: leaf, from: from - at, to: to - at });
        at += leaf.length;
      }
    }
    return found;
  }

  private first_ending_after(unit: number): number {
    let low = 0, high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.blocks[middle]!.to <= unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private set_spans(name: string, stretches: Stretch[]): void {
    const touched = new Set<Block>();
    for (const s of [...(this.lit.get(name) ?? []), ...stretches])
      for (let i = this.first_ending_after(s.from); i < this.blocks.length && this.blocks[i]!.from < s.to; ++i) touched.add(this.blocks[i]!);
    this.lit.set(name, stretches);
    for (const block of touched) this.draw_spans(block);
  }

  private draw_spans(block: Block): void {
    const edges: { at: number; name: string; open: boolean }[] = [];
    for (const [name, stretches] of this.lit)
      for (const s of stretches)
        if (s.from < block.to && s.to > block.from) {
          edges.push({ at: Math.max(s.from, block.from), name, open: true }, { at: Math.min(s.to, block.to), name, open: false });
        }
    edges.sort((a, b) => a.at - b.at);
    const open = new Map<string, number>(), nodes: Node[] = [];
    let from = block.from;
    const cut = (to: number) => {
      if (to <= from) return;
      const names = [...open].filter(([, n]) => n > 0).map(([name]) => `hl-${name}`);
      const words = this.text.slice(from, to);
      if (names.length) {
        const span = document.createElement("span");
        span.className = names.join(" ");
        span.textContent = words;
        nodes.push(span);
      } else {
        nodes.push(document.createTextNode(words));
      }
      from = to;
    };
    for (const edge of edges) {
      cut(edge.at);
      open.set(edge.name, (open.get(edge.name) ?? 0) + (edge.open ? 1 : -1));
    }
    cut(block.to);
    block.element.replaceChildren(...nodes);
  }
}

function caret_at(x: number, y: number): { node: Node; offset: number } | null {
  const d = document as Document & { caretPositionFromPoint?(x: number, y: number): { offsetNode: Node; offset: number } | null };
  if (d.caretPositionFromPoint) {
    const at = d.caretPositionFromPoint(x, y);
    return at && { node: at.offsetNode, offset: at.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
