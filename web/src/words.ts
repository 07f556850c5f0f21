// The words in which the page tells of codes: statuses, kinds, dates.
import type { Event, Status } from "./record";
import { svg } from "./dom";

export const statuses: { [s in Status]: { name: string; means: string; drawing: string } } = {
  asserted: { name: "Asserted", means: "the report says that it happened", drawing: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z" },
  planned: { name: "Planned", means: "intended or announced, not yet done", drawing: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.6" },
  possible: { name: "Possible", means: "may happen or may have happened", drawing: "M8 2.5v0M11.9 4.1v0M13.5 8v0M11.9 11.9v0M8 13.5v0M4.1 11.9v0M2.5 8v0M4.1 4.1v0" },
  conditional: { name: "Conditional", means: "hangs on a condition", drawing: "M8 13.5V8.5L4 3M8 8.5L12 3M2.8 5.2L4 3l2.4.3M9.6 3.3L12 3l1.2 2.2" },
  negated: { name: "Negated", means: "told as not so: denied, refused or not done", drawing: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.1 11.9l7.8-7.8" },
  asked: { name: "Asked", means: "asked, not told", drawing: "M5.4 5.8a2.6 2.6 0 1 1 3.9 2.2C8.4 8.6 8 9 8 10M8 12.8v0" },
  historical: { name: "Background", means: "long past, told as background", drawing: "M3 8a5 5 0 1 0 1.7-3.8M3 2.8v2.7h2.7M8 5.5V8l1.8 1.4" },
};
export const status_order: Status[] = ["asserted", "planned", "possible", "conditional", "negated", "asked", "historical"];
const known = (s: string): s is Status => Object.hasOwn(statuses, s);

export const status_name = (s: string): string => (known(s) ? statuses[s].name : s);
export const status_means = (s: string): string => (known(s) ? statuses[s].means : "");

/** Each status has a drawing of its own, so that none is told by colour alone. */
export function status_icon(s: string): SVGElement {
  const drawing = known(s) ? statuses[s].drawing : "M3 8h10";
  return svg("svg", { class: `icon s-${known(s) ? s : "other"}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: drawing }));
}

const quads: { [n: number]: string } = { 1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict" };
export const quad_name = (quad: number | undefined): string => (quad === undefined ? "" : (quads[quad] ?? ""));
export type Bent = "cooperation" | "conflict" | "neither";
export const bent_of = (e: Event): Bent => (e.quad === 1 || e.quad === 2 ? "cooperation" : e.quad === 3 || e.quad === 4 ? "conflict" : "neither");

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
/** "15 March 2024"; what is no day of the calendar stays as it is. */
export function date_text(iso: string | null): string {
  if (!iso) return "";
  const found = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(iso);
  const time = found ? Date.parse(found[1] + "T00:00:00Z") : NaN;
  return Number.isNaN(time) ? iso : day.format(time);
}

export const date_from: { [from: string]: string } = { time: "named in the sentence", dateline: "taken from the dateline", published: "the day of publication" };
export const forms: { [form: string]: string } = { said: "said", thought: "thought", wanted: "wanted", known: "known" };
export const kinds: { [kind: string]: string } = { person: "People", country: "Countries", organisation: "Organisations", group: "Groups", unknown: "Others" };
export const cuts: { [why: string]: string } = {
  furniture: "page furniture", "duplicate-headline": "headline given again", "duplicate-lead": "lead given again", caption: "caption", related: "related links",
  boilerplate: "boilerplate",
};
const regions = new Intl.DisplayNames("en", { type: "language" });
export function language_name(code: string | null): string {
  try {
    return code ? (regions.of(code) ?? code) : "";
  } catch {
    return code ?? "";
  }
}
export const percent = (x: number): string => `${Math.round(x * 100)} %`;
export const plural = (n: number, one: string, many = one + "s"): string => `${n} ${n === 1 ? one : many}`;
