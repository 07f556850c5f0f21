// Map: the places of a report. A filled mark was named for what happened there, a hollow one is inferred from the dateline, a small one is only mentioned;
// a diamond is a country of which no more is known.
import { geoContains, geoGraticule10, geoMercator, geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";
import world from "world-atlas/countries-110m.json";  // as text: build.mjs
import { Claims } from "../claims";
import { clip, h, svg, words } from "../dom";
import { plural } from "../words";
import { link } from "./why";

interface Spot { id: string; name: string; lat: number; lon: number; shape: "dot" | "diamond"; inferred: boolean; events: string[]; guessed: number }

/** The outlines, unpacked when the first map is drawn. */
interface World { countries: GeoJSON.Feature[]; borders: GeoJSON.MultiLineString }
let outlines: World | null = null;
function the_world(): World {
  if (outlines) return outlines;
  const topology = JSON.parse(world);
  return (outlines = { countries: (feature(topology, topology.objects.countries) as any).features, borders: mesh(topology, topology.objects.countries, (a, b) => a !== b) });
}
const [width, height] = [640, 440];

export function map_view(claims: Claims): HTMLElement {
  const spots = spots_of(claims);
  const unknown = claims.record.places.filter((p) => p.lat === null || p.lon === null);
  if (!spots.length)
    return h("p.empty", {}, unknown.length ? `Places are named, but none could be put on the map: ${clip(unknown.map((p) => p.name).join(", "), 200)}.` : "No place is named in this report.");
  const frame = h("div.frame", {});
  const canvas = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `A map with ${plural(spots.length, "place")}; the list below has them all` });
  let whole = false, zoom = 1;
  const draw = () => draw_map(canvas, spots, whole, zoom);
  const button = (label: string, name: string, does: () => void) => h("button.chip", { type: "button", "aria-label": name, click: () => { does(); draw(); } }, label);
  const world_button = button("Whole world", "Show the whole world or only these places", () => {
    whole = !whole;
    zoom = 1;
    world_button.textContent = whole ? "These places" : "Whole world";
  });
  frame.append(canvas, h("div.tools", {}, button("+", "Closer", () => { zoom = Math.min(16, zoom * 1.6); }), button("−", "Further", () => { zoom = Math.max(0.2, zoom / 1.6); }), world_button));
  draw();
  const legend = h("ul.legend", {}, key("dot", false, true, "an event is placed here"), key("dot", true, true, "inferred from the dateline"), key("dot", false, false, "only mentioned"),
                   spots.some((s) => s.shape === "diamond") && key("diamond", false, true, "only the country is known"));
  const list = h("ul.rows", {}, ...spots.map((s) => h("li", {}, link(claims, s.id), " ",
    h("span.quiet", {}, s.events.length ? `${plural(s.events.length, "event")}${s.guessed === 0 ? "" : s.inferred ? ", inferred" : `, ${s.guessed} of them inferred`}` : "mentioned"))));
  return h("div", {}, frame, legend, list,
           unknown.length > 0 && h("p.quiet", {}, "Not on the map: ", ...unknown.slice(0, 20).flatMap((p, i) => [i ? ", " : "", link(claims, p.id)])));
}

function spots_of(claims: Claims): Spot[] {
  const at = new Map<string, { of: string[]; guessed: number }>();
  for (const e of claims.record.events) {
    if (!e.place) continue;
    const here = at.get(e.place) ?? { of: [], guessed: 0 };
    here.of.push(e.id);
    here.guessed += e.place_inferred ? 1 : 0;
    at.set(e.place, here);
  }
  const out: Spot[] = [];
  for (const p of claims.record.places) {
    if (p.lat === null || p.lon === null || !on_earth(p.lat, p.lon)) continue;
    const here = at.get(p.id);
    out.push({ id: p.id, name: p.name, lat: p.lat, lon: p.lon, shape: "dot", inferred: !!here && here.guessed === here.of.length, events: here?.of ?? [], guessed: here?.guessed ?? 0 });
  }
  for (const a of claims.record.actors) {
    const here = at.get(a.id);
    if (here && a.lat !== undefined && a.lon !== undefined && on_earth(a.lat, a.lon))
      out.push({ id: a.id, name: a.name, lat: a.lat, lon: a.lon, shape: "diamond", inferred: here.guessed === here.of.length, events: here.of, guessed: here.guessed });
  }
  return out.sort((a, b) => b.events.length - a.events.length);
}

const on_earth = (lat: number, lon: number): boolean => Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** The meridian around which the places lie closest, so that neighbours across the date line stay neighbours. */
export function middle_meridian(lons: number[]): number {
  const sorted = [...lons].sort((a, b) => a - b);
  let widest = -1, middle = 0;
  sorted.forEach((lon, i) => {
    const next = i + 1 < sorted.length ? sorted[i + 1]! : sorted[0]! + 360;
    if (next - lon > widest) {
      widest = next - lon;
      middle = next + (360 - widest) / 2;
    }
  });
  return ((middle + 540) % 360) - 180;
}

function projection_of(spots: Spot[], whole: boolean, zoom: number): GeoProjection {
  const frame: [[number, number], [number, number]] = [[70, 50], [width - 70, height - 50]];
  const lon = middle_meridian(spots.map((s) => s.lon));
  const points = { type: "MultiPoint" as const, coordinates: spots.map((s): [number, number] => [s.lon, s.lat]) };
  const wide = Math.max(...spots.map((s) => Math.abs(((s.lon - lon + 540) % 360) - 180)));
  if (whole || wide > 70) {
    const projection = geoNaturalEarth1().rotate([-lon, 0]).fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
    if (zoom !== 1) projection.scale(projection.scale() * zoom).translate([width / 2, height / 2]);
    return projection;
  }
  const projection = geoMercator().rotate([-lon, 0]).fitExtent(frame, points);
  const most = 1500;  // about 25° across: the outlines bear no closer look
  const scale = Math.min(Number.isFinite(projection.scale()) ? projection.scale() : most, most) * zoom;
  const lats = spots.map((s) => Math.max(-80, Math.min(80, s.lat)));
  const middle_lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  return geoMercator().rotate([-lon, 0]).center([0, middle_lat]).scale(scale).translate([width / 2, height / 2]).clipExtent([[-20, -20], [width + 20, height + 20]]);
}

function draw_map(canvas: SVGSVGElement, spots: Spot[], whole: boolean, zoom: number): void {
  const projection = projection_of(spots, whole, zoom);
  const path = geoPath(projection).digits(1);
  const { countries, borders } = the_world();
  const parts: SVGElement[] = [svg("path", { class: "sea", d: path({ type: "Sphere" }) ?? "" }), svg("path", { class: "grid", d: path(geoGraticule10()) ?? "" })];
  for (const country of countries) {
    const d = path(country);
    if (d) parts.push(svg("path", { class: "land", d }));
  }
  parts.push(svg("path", { class: "border", d: path(borders) ?? "" }));
  const taken: Box[] = [];
  const points = spots.map((s) => ({ s, at: projection([s.lon, s.lat]) })).filter((p): p is { s: Spot; at: [number, number] } => p.at !== null);
  for (const { at } of points) taken.push({ x: at[0] - 7, y: at[1] - 7, w: 14, h: 14 });
  const marks = points.flatMap(({ s, at }) => mark(s, at, taken));
  parts.push(...country_names(path, taken), ...marks);
  canvas.replaceChildren(...parts);
}

interface Box { x: number; y: number; w: number; h: number }
const clash = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const outside = (b: Box): boolean => b.x < 4 || b.y < 4 || b.x + b.w > width - 4 || b.y + b.h > height - 4;

function mark(s: Spot, [x, y]: [number, number], taken: Box[]): SVGElement[] {
  if (x < 0 || y < 0 || x > width || y > height) return [];
  const name = clip(s.name, 24), w = name.length * 7.6 + 4, size = spot_size(s);
  const sides: [Box, string, number][] = [[{ x: x + size + 4, y: y - 8, w, h: 16 }, "start", x + size + 5], [{ x: x - size - 4 - w, y: y - 8, w, h: 16 }, "end", x - size - 5],
                                          [{ x: x - w / 2, y: y - size - 20, w, h: 16 }, "middle", x], [{ x: x - w / 2, y: y + size + 4, w, h: 16 }, "middle", x]];
  const found = sides.find(([box]) => !outside(box) && !taken.some((t) => clash(box, t) && !(t.x <= x && x <= t.x + t.w && t.y <= y && y <= t.y + t.h)));
  const out: SVGElement[] = [];
  const shape = svg("g", { class: "go", "data-id": s.id, click: () => { location.hash = s.id; } }, figure(s.shape, x, y, size, s.inferred, s.events.length > 0), svg("title", {}, s.name));
  out.push(shape);
  if (found) {
    taken.push(found[0]);
    shape.append(svg("text", { class: "name", x: found[2], y: found[0].y + 12.5, "text-anchor": found[1] }, name));
  }
  return out;
}

const spot_size = (s: Spot): number => (s.events.length ? Math.min(11, 5 + Math.sqrt(s.events.length)) : 4);

function figure(shape: Spot["shape"], x: number, y: number, size: number, hollow: boolean, of_event: boolean): SVGElement {
  const kind = `spot ${hollow ? "hollow" : of_event ? "full" : "faint"}`;
  return shape === "dot" ? svg("circle", { class: kind, cx: x, cy: y, r: size })
                         : svg("path", { class: kind, d: `M${x} ${y - size - 1}L${x + size + 1} ${y}L${x} ${y + size + 1}L${x - size - 1} ${y}Z` });
}

/** Names of countries that have room for theirs. */
function country_names(path: ReturnType<typeof geoPath>, taken: Box[]): SVGElement[] {
  const out: SVGElement[] = [];
  for (const country of the_world().countries) {
    const name = String((country.properties as any)?.name ?? ""), w = name.length * 6.6 + 8;
    const [[x0, y0], [x1, y1]] = path.bounds(country);
    if (!(x1 - x0 > w * 1.15 && y1 - y0 > 26)) continue;
    const [x, y] = path.centroid(country);
    const box = { x: x - w / 2, y: y - 9, w, h: 18 };
    if (!Number.isFinite(x) || outside(box) || taken.some((t) => clash(box, t))) continue;
    const at = (path.projection() as GeoProjection).invert?.([x, y]);
    if (!at || !geoContains(country, at)) continue;
    taken.push(box);
    out.push(svg("text", { class: "country", x, y: y + 4, "text-anchor": "middle" }, name));
  }
  return out;
}

function key(shape: Spot["shape"], hollow: boolean, of_event: boolean, means: string): HTMLElement {
  return h("li", {}, svg("svg", { class: "key", viewBox: "0 0 16 16", "aria-hidden": "true" }, figure(shape, 8, 8, of_event ? 5 : 3.5, hollow, of_event)), means);
}
