// Why: one claim from the claim down to its bytes: the words it rests on, each step with its rule or score, and what else was considered.
import { answers, Claims, type Claim, type Mark, type Role } from "../claims";
import { clip, h, words } from "../dom";
import type { Event, Span, Step } from "../record";
import { cuts, date_from, date_text, percent, plural, quad_name, status_means, status_name } from "../words";
import { act, status_badge, who_to_whom } from "./events";

const role_names: { [role in Role]: string } = {
  act: "the act", who: "who", whom: "to whom", where: "where", when: "when", name: "named", cue: "the word of saying", said: "what is said", cut: "left out",
};

export function why_view(claims: Claims, id: string, beside: Mark[] = []): HTMLElement {
  const claim = claims.get(id);
  if (!claim) return h("p.empty", {}, `There is no claim ${clip(id, 20)} in this report.`);
  const status = claim.kind === "event" ? claim.of.factuality.status : "";
  const [first, ...rest] = answers(claim, status).map((a) =>
    h("section", { "data-question": a.question }, h("h3", {}, a.question), h("ol.steps", {}, ...a.steps.map(step_row))));
  const others = beside.filter((m) => m.id !== id);
  return h("div.why", {},
    heading(claims, claim),
    others.length > 0 && h("p.beside", {}, "At the same words: ", ...others.slice(0, 8).flatMap((m) => [link(claims, m.id), " "])),
    evidence(claims, claim), first, facts(claims, claim), ...rest);
}

/** A short name of any claim, as a link to its reasons. */
export function link(claims: Claims, id: string): HTMLElement {
  const claim = claims.get(id);
  return claim ? h("a.ref", { href: `#${id}`, "data-id": id }, words(short(claims, claim), 60)) : h("span", {}, id);
}

export function short(claims: Claims, claim: Claim): string {
  switch (claim.kind) {
    case "event": return `${act(claims, claim.of)} (${claim.id})`;
    case "actor": case "place": return claim.of.name;
    case "time": return claim.of.span.text;
    case "statement": return `${claim.of.speaker.map((s) => claims.name(s)).join(", ") || claim.of.speaker_span?.text || "someone"}: ${claim.of.cue?.text ?? "said"} (${claim.id})`;
    case "relation": return `${claims.name(claim.of.from)} — ${claim.of.kind.replaceAll("_", " ")} — ${claims.name(claim.of.to)}`;
    case "cut": return cuts[claim.of.why] ?? claim.of.why;
  }
}

function heading(claims: Claims, claim: Claim): HTMLElement {
  if (claim.kind === "event")
    return h("header", {}, h("h2", { tabindex: -1 }, who_to_whom(claims, claim.of)), h("p.act", {}, words(act(claims, claim.of)), " ", status_badge(claim.of.factuality.status)));
  return h("header", {}, h("h2", { tabindex: -1 }, words(short(claims, claim), 160)));
}

type Fact = [string, Node | string | null | false | undefined];
function facts(claims: Claims, claim: Claim): HTMLElement {
  const rows: Fact[] = rows_of(claims, claim);
  const list = h("dl.facts-of", {});
  for (const [name, value] of rows) if (value) list.append(h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  return list;
}

const line = (...parts: (Node | string | null | false | undefined)[]): HTMLElement => h("span", {}, ...parts.filter((p) => p !== null && p !== undefined && p !== false));
const links = (claims: Claims, ids: string[]): HTMLElement | null => (ids.length ? line(...ids.flatMap((id, i) => [i ? ", " : "", link(claims, id)])) : null);
const out = (href: string, text: string): HTMLElement => h("a", { href, rel: "noreferrer noopener", target: "_blank" }, text);
const wikidata = (q: string | null): HTMLElement | null => (q && /^Q\d+$/.test(q) ? out(`https://www.wikidata.org/wiki/${q}`, q) : null);
const wikipedia = (title: string | null): HTMLElement | null => (title ? out(`https://en.wikipedia.org/wiki/${encodeURIComponent(title.replaceAll(" ", "_"))}`, clip(title, 80)) : null);
const told = (of: Event): string => of.factuality.score.toFixed(1).replace("-", "−").replace(/^(?=[1-9]|0\.[1-9])/, "+");

function rows_of(claims: Claims, claim: Claim): Fact[] {
  switch (claim.kind) {
    case "event": {
      const e = claim.of;
      return [["Status", `${status_name(e.factuality.status)}: ${status_means(e.factuality.status)}`],
              ["Score", line(told(e), h("span.quiet", {}, " — from −3, certainly not, to +3, certainly"))],
              ["Said by", e.factuality.said_in && line(link(claims, e.factuality.said_in), h("span.quiet", {}, " — not the reporter’s own word"))],
              ["Code", e.plover && line(h("code", {}, `PLOVER ${e.plover.event}${e.plover.mode ? ` · ${e.plover.mode}` : ""}`),
                                        e.cameo && h("code", {}, `CAMEO ${e.cameo}`), e.plover.context.length > 0 && h("span.quiet", {}, e.plover.context.join(", ")))],
              ["Weight", e.goldstein !== undefined && `${quad_name(e.quad)}; Goldstein ${e.goldstein > 0 ? "+" : ""}${String(e.goldstein).replace("-", "−")}`],
              ["When", e.date ? line(e.time ? link(claims, e.time) : null, e.time ? ": " : null, date_text(e.date), h("span.quiet", {}, ` — ${date_from[e.date_from ?? ""] ?? ""}`))
                              : e.time ? link(claims, e.time) : h("span.quiet", {}, "not told")],
              ["Where", e.place ? line(link(claims, e.place), e.place_inferred && h("span.quiet", {}, " — inferred from the dateline")) : h("span.quiet", {}, "not told")],
              ["Sides", links(claims, [...new Set([...e.source, ...e.target])])],
              ["Confidence", bar(e.confidence)]];
    }
    case "actor": {
      const a = claim.of;
      return [["Kind", a.kind], ["Country", a.country], ["Role", a.role], ["Code", a.code && h("code", {}, a.code)], ["Members", links(claims, a.members ?? [])],
              ["Wikidata", wikidata(a.wikidata)], ["Wikipedia", wikipedia(a.wikipedia)],
              ["Mentions", `${a.mentions.length}: ${[...count(a.mentions.map((m) => m.kind))].map(([kind, n]) => plural(n, kind)).join(", ")}`],
              ["Acts in", links(claims, claims.record.events.filter((e) => e.source.includes(a.id) || e.target.includes(a.id)).slice(0, 30).map((e) => e.id))],
              ["Speaks in", links(claims, claims.record.statements.filter((s) => s.speaker.includes(a.id)).slice(0, 30).map((s) => s.id))]];
    }
    case "place": {
      const p = claim.of;
      return [["In", [p.admin1, p.country].filter((x) => x).join(", ")], ["At", p.lat !== null && p.lon !== null && `${p.lat.toFixed(3)}, ${p.lon.toFixed(3)}`],
              ["Kind", p.feature && line(h("code", {}, p.feature), h("span.quiet", {}, " GeoNames feature"))], ["GeoNames", p.geonameid ? String(p.geonameid) : null],
              ["Wikidata", wikidata(p.wikidata)], ["Wikipedia", wikipedia(p.wikipedia)], ["Mentions", String(p.mentions.length)],
              ["Events here", links(claims, claims.record.events.filter((e) => e.place === p.id).slice(0, 30).map((e) => e.id))]];
    }
    case "time": {
      const t = claim.of;
      return [["Value", h("code", {}, t.value)], ["Kind", t.type.toLowerCase()], ["From", t.begin && date_text(t.begin)], ["To", t.end && date_text(t.end)],
              ["Events then", links(claims, claims.record.events.filter((e) => e.time === t.id).slice(0, 30).map((e) => e.id))]];
    }
    case "statement": {
      const s = claim.of;
      return [["Speaker", links(claims, s.speaker) ?? (s.speaker_span ? words(s.speaker_span.text) : h("span.quiet", {}, "not told"))], ["To", links(claims, s.addressee)],
              ["Told as", `${s.kind} speech; ${s.form}`],
              ["Events in it", links(claims, claims.record.events.filter((e) => e.factuality.said_in === s.id).slice(0, 30).map((e) => e.id))]];
    }
    case "relation": return [["From", link(claims, claim.of.from)], ["To", link(claims, claim.of.to)]];
    case "cut": return [["Left out as", cuts[claim.of.why] ?? claim.of.why], ["Bytes", `${claim.of.start}–${claim.of.end}`]];
  }
}

function count(list: string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const x of list) found.set(x, (found.get(x) ?? 0) + 1);
  return found;
}

/** The words, in their sentences, each marked with the part it plays. */
function evidence(claims: Claims, claim: Claim): HTMLElement | null {
  if (claim.kind === "cut") return h("blockquote", { dir: "auto" }, clip(claim.of.text, 2000));
  const marks = claims.marks_of(claim.id).sort((a, b) => a.from - b.from || b.to - a.to);
  if (!marks.length) return h("p.empty", {}, "The words of this claim could not be found in the text.");
  const shown: { from: number; to: number; marks: Mark[] }[] = [];
  for (const mark of marks) {
    const around = claims.sentence_at(mark.from) ?? mark;
    const last = shown.find((s) => s.from === around.from);
    if (last) last.marks.push(mark);
    else if (shown.length < 12) shown.push({ from: around.from, to: Math.max(around.to, mark.to), marks: [mark] });
  }
  // The sentences of the act first; those that only lend a date or place after them.
  const weight = (s: { marks: Mark[] }) => (s.marks.some((m) => m.role === "act" || m.role === "said") ? 0 : 1);
  if (claim.kind === "event") shown.sort((a, b) => weight(a) - weight(b) || a.from - b.from);
  return h("section.evidence", {}, h("h3", {}, "The words it rests on"), ...shown.map((s) => quotation(claims, s)));
}

function quotation(claims: Claims, s: { from: number; to: number; marks: Mark[] }): HTMLElement {
  const quote = h("blockquote", { dir: "auto" });
  let at = s.from, end = s.from;
  for (const m of s.marks) {
    if (m.from < end) continue;  // words inside words already marked
    quote.append(claims.text.text.slice(at, m.from));
    quote.append(h("mark", { class: `m-${m.role}`, "data-role": role_names[m.role], "data-from": m.from, "data-to": m.to },
                   clip(claims.text.text.slice(m.from, m.to), 600), h("span.part", {}, " ", role_names[m.role])));
    at = end = m.to;
  }
  quote.append(clip(claims.text.text.slice(at, s.to), 600));
  return quote;
}

function step_row(step: Step): HTMLElement {
  return h("li.step", step.span ? { "data-start": step.span.start, "data-end": step.span.end } : {},
    h("p.what", {}, words(step.what, 300)),
    step.head && h("p.head", {}, h("span.source", {}, `network, head “${step.head}”`), bar(step.score ?? 0)),
    step.others && step.others.length > 0 && h("p.others", {}, h("span.source", {}, "also considered"),
      ...step.others.slice(0, 6).map(([label, score]) => h("span.other", {}, `${label} ${percent(score)}`))),
    step.rule && h("p.rule", {}, h("span.source", {}, "rule"), h("code", {}, step.rule)),
    step.span && span_button(step.span));
}

/** The last stop: bytes of the source, and the words that stand there. */
function span_button(span: Span): HTMLElement {
  return h("button.bytes", { type: "button", "data-start": span.start, "data-end": span.end, title: "Show these words in the text" },
           h("q", { dir: "auto" }, clip(span.text, 160)), h("span.at", {}, `bytes ${span.start}–${span.end}`));
}

function bar(score: number): HTMLElement {
  const part = Math.max(0, Math.min(1, score));
  return h("span.score", {}, h("meter", { min: 0, max: 1, value: part, "aria-label": "score" }), percent(part));
}
