// Sides: who acts on whom, as a small network. Cooperation is a plain line, conflict a broken one with a bar across; what is negated or only planned is thin.
import { Claims } from "../claims";
import { clip, h, svg, words } from "../dom";
import type { Event } from "../record";
import { bent_of, plural, type Bent } from "../words";
import { mutual } from "./events";
import { link } from "./why";

interface Tie { from: string; to: string; both: boolean; bent: Bent; events: string[]; firm: boolean }
const most_nodes = 14;
const [width, height] = [640, 460];

export function sides_view(claims: Claims): HTMLElement {
  const ties = ties_of(claims.record.events);
  if (!ties.length) return h("p.empty", {}, "No event of this report has two named sides, so there is no network to draw.");
  const weight = new Map<string, number>();
  for (const t of ties) for (const id of [t.from, t.to]) weight.set(id, (weight.get(id) ?? 0) + t.events.length);
  const shown = ring_order([...weight].sort((a, b) => b[1] - a[1]).slice(0, most_nodes).map(([id]) => id), ties);
  const drawn = ties.filter((t) => shown.includes(t.from) && shown.includes(t.to));
  const canvas = svg("svg", { class: "network", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `A network of ${shown.length} actors; the list below has every tie` },
                     arrowheads(), ...draw_ties(drawn, shown), ...draw_nodes(claims, shown, weight));
  const rows = [...ties].sort((a, b) => b.events.length - a.events.length).slice(0, 400);
  return h("div", {}, h("div.frame", {}, canvas),
    h("ul.legend", {}, key("cooperation", "cooperation"), key("conflict", "conflict"), key("neither", "neither or uncoded")),
    weight.size > most_nodes && h("p.quiet", {}, `Drawn are the ${most_nodes} actors with the most events, of ${weight.size}.`),
    h("ul.rows.ties", {}, ...rows.map((t) => h("li", {},
      h("span.pair", {}, link(claims, t.from), ` ${t.both ? "and" : "→"} `, link(claims, t.to)),
      h("span.bent", { class: `bent ${t.bent}` }, t.bent === "neither" ? "uncoded" : t.bent), " ",
      ...t.events.slice(0, 12).flatMap((id) => [h("a.ref", { href: `#${id}`, "data-id": id }, id), " "]), t.events.length > 12 && h("span.quiet", {}, `and ${t.events.length - 12} more`)))));
}

function ties_of(events: Event[]): Tie[] {
  const found = new Map<string, Tie>();
  const add = (from: string, to: string, both: boolean, e: Event) => {
    if (from === to) return;
    if (both && from > to) [from, to] = [to, from];
    const bent = bent_of(e), at = JSON.stringify([from, to, both, bent]);
    const tie = found.get(at) ?? { from, to, both, bent, events: [], firm: false };
    if (!tie.events.includes(e.id)) tie.events.push(e.id);
    tie.firm ||= e.factuality.status === "asserted" || e.factuality.status === "historical";
    found.set(at, tie);
  };
  for (const e of events) {
    const [source, target] = [e.source.slice(0, 12), e.target.slice(0, 12)];
    for (const from of source) for (const to of target) add(from, to, mutual(e), e);
  }
  return [...found.values()];
}

/** Neighbours on the ring are those who act on each other most: each next one is tied most to the last. */
function ring_order(ids: string[], ties: Tie[]): string[] {
  const left = new Set(ids), out: string[] = [];
  const strength = (a: string, b: string) => ties.reduce((n, t) => n + ((t.from === a && t.to === b) || (t.from === b && t.to === a) ? t.events.length : 0), 0);
  while (left.size) {
    const last = out.at(-1);
    const next = [...left].reduce((best, id) => (last !== undefined && strength(last, id) > strength(last, best) ? id : best));
    out.push(next);
    left.delete(next);
  }
  return out;
}

function position(i: number, n: number): { x: number; y: number; cos: number; sin: number } {
  const angle = (i / n) * 2 * Math.PI - Math.PI / 2, cos = Math.cos(angle), sin = Math.sin(angle);
  return { x: width / 2 + cos * 170, y: height / 2 + sin * 175, cos, sin };
}

function draw_ties(ties: Tie[], ids: string[]): SVGElement[] {
  const between = new Map<string, number>();
  return ties.map((t) => {
    const a = position(ids.indexOf(t.from), ids.length), b = position(ids.indexOf(t.to), ids.length);
    const pair = [t.from, t.to].sort().join(" "), nth = between.get(pair) ?? 0;
    between.set(pair, nth + 1);
    // Each further tie of a pair bows out more; all bow a little towards the middle.
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1, bow = (nth === 0 ? 0.08 : nth % 2 ? -0.16 - nth * 0.06 : 0.16 + nth * 0.06) * length * (t.from < t.to ? 1 : -1);
    const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
    const mid = { x: (a.x + b.x) / 2 + nx * bow * 2, y: (a.y + b.y) / 2 + ny * bow * 2 };
    const from = shorten(a, mid, 14), to = shorten(b, mid, t.both ? 14 : 18);
    const at = { x: from.x / 4 + mid.x / 2 + to.x / 4, y: from.y / 4 + mid.y / 2 + to.y / 4 };
    const bar = t.bent === "conflict" ? cross_bar(at, { x: to.x - from.x, y: to.y - from.y }) : null;
    return svg("g", { class: `tie ${t.bent}${t.firm ? "" : " open"}`, "data-ties": t.events.join(" ") },
      svg("path", { d: `M${r(from.x)} ${r(from.y)}Q${r(mid.x)} ${r(mid.y)} ${r(to.x)} ${r(to.y)}`, "stroke-width": Math.min(5, 1.2 + t.events.length * 0.6), "marker-end": t.both ? "" : `url(#head-${t.bent})` }),
      bar, t.events.length > 1 && svg("text", { class: "times", x: at.x + 8, y: at.y - 6 }, `${t.events.length}×`));
  });
}

const r = (x: number): number => Math.round(x * 10) / 10;

function shorten(p: { x: number; y: number }, towards: { x: number; y: number }, by: number): { x: number; y: number } {
  const length = Math.hypot(towards.x - p.x, towards.y - p.y) || 1;
  return { x: p.x + ((towards.x - p.x) / length) * by, y: p.y + ((towards.y - p.y) / length) * by };
}

function cross_bar(at: { x: number; y: number }, along: { x: number; y: number }): SVGElement {
  const length = Math.hypot(along.x, along.y) || 1, x = (-along.y / length) * 6, y = (along.x / length) * 6;
  return svg("path", { class: "bar", d: `M${r(at.x - x)} ${r(at.y - y)}L${r(at.x + x)} ${r(at.y + y)}` });
}

function draw_nodes(claims: Claims, ids: string[], weight: Map<string, number>): SVGElement[] {
  return ids.map((id, i) => {
    const p = position(i, ids.length), side = p.cos > 0.3 ? "start" : p.cos < -0.3 ? "end" : "middle";
    const size = Math.min(11, 5 + Math.sqrt(weight.get(id) ?? 1));
    const y = p.y + (side === "middle" ? (p.sin > 0 ? size + 18 : -size - 8) : 5);
    return svg("g", { class: "go", "data-id": id, click: () => { location.hash = id; } }, svg("title", {}, `${claims.name(id)}: ${plural(weight.get(id) ?? 0, "event")}`),
      svg("circle", { class: "node", cx: r(p.x), cy: r(p.y), r: r(size) }),
      svg("text", { class: "name", x: r(p.x + (side === "start" ? size + 7 : side === "end" ? -size - 7 : 0)), y: r(y), "text-anchor": side }, clip(claims.name(id), side === "middle" ? 36 : 24)));
  });
}

function arrowheads(): SVGElement {
  return svg("defs", {}, ...(["cooperation", "conflict", "neither"] as Bent[]).map((bent) =>
    svg("marker", { id: `head-${bent}`, class: `head ${bent}`, viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" },
        svg("path", { d: "M0 0.5L9.5 5L0 9.5z" }))));
}

function key(bent: Bent, means: string): HTMLElement {
  return h("li", {}, svg("svg", { class: "key wide", viewBox: "0 0 34 16", "aria-hidden": "true" },
    svg("g", { class: `tie ${bent}` }, svg("path", { d: "M2 8H32", "stroke-width": 2 }), bent === "conflict" && svg("path", { class: "bar", d: "M17 3V13" }))), means);
}
