// The page: reads its data, draws the views, and keeps text and claims in step. The address after # is what is chosen: a claim (#e3) or a view (#map).
import { Claims, type Layer, type Mark } from "./claims";
import { clip, h } from "./dom";
import { Lights } from "./highlights";
import { fault_of, type Reading, type Row, type Span } from "./record";
import { plural } from "./words";
import { events_view } from "./views/events";
import { index_view } from "./views/index";
import { map_view } from "./views/map";
import { report_view } from "./views/report";
import { said_view } from "./views/said";
import { sides_view } from "./views/sides";
import { who_view } from "./views/who";
import { short, why_view } from "./views/why";

type View = "report" | "events" | "who" | "said" | "map" | "sides";
const layers: [Layer, string][] = [["events", "Events"], ["actors", "Actors"], ["places", "Places"], ["times", "Times"], ["said", "Statements"]];
const lit_roles = ["act", "who", "whom", "where", "when", "name", "cue", "said"];

function start(): void {
  const data = read_data();
  if (typeof data === "string") return void document.body.append(h("main.broken", { role: "alert" }, h("h1", {}, "This page can’t be drawn"), h("p", {}, data)));
  if ("rows" in data) {
    document.title = `${plural(data.rows.length, "report")} — dateline`;
    return void document.body.append(h("header.bar", {}, brand(), theme_button()), index_view(data.rows));
  }
  new Desk(new Claims(data));
}

function read_data(): Reading | { rows: Row[] } | string {
  let data: any;
  try {
    data = JSON.parse(document.getElementById("data")?.textContent ?? "");
  } catch (e) {
    return `The data in this page is broken (${clip(String((e as Error).message), 120)}); write it again with dateline read FILE --html PAGE.`;
  }
  if (Array.isArray(data?.rows)) return data;
  return fault_of(data) ?? data;
}

const brand = (): HTMLElement => h("span.brand", {}, "dateline");

function theme_button(): HTMLElement {
  const root = document.documentElement;
  const dark = () => (root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  return h("button.plain", { type: "button", "aria-label": "Dark or light", title: "Dark or light", click: () => { root.dataset["theme"] = dark() ? "light" : "dark"; } }, "◐");
}

class Desk {
  private readonly lights: Lights;
  private readonly report: HTMLElement;
  private readonly side = h("section.pane.side", { "aria-label": "What was read" });
  private readonly why = h("section.pane.whybox", { "aria-label": "Why", tabindex: 0 });
  private readonly tabs = new Map<View, HTMLButtonElement>();
  private readonly panels = new Map<View, HTMLElement>();
  private readonly shown = new Set<Layer>(["events", "actors", "places", "times", "said"]);
  private readonly live = h("p.visually-hidden", { role: "status", "aria-live": "polite" });
  private readonly views: { [v in View]: () => HTMLElement };
  private view: View = "events";
  private chosen: string | null = null;
  private came_from: HTMLElement | null = null;
  private cursor = -1;     // in marks, for the keys
  private answering = "";  // the claims whose words are under the pointer

  constructor(private readonly claims: Claims) {
    const r = claims.record;
    const { element, blocks } = report_view(claims);
    this.lights = new Lights(blocks, claims.text.text, new URLSearchParams(location.search).has("spans") || undefined);
    this.report = h("section.pane.textbox", { "aria-label": "The report", tabindex: 0 }, this.legend(), element);
    this.views = { report: () => h("div", {}), events: () => events_view(claims), who: () => who_view(claims), said: () => said_view(claims),
                   map: () => map_view(claims), sides: () => sides_view(claims) };
    const headline = r.article.headline?.text ?? r.source.id;
    document.title = `${clip(headline, 120)} — dateline`;
    const bad = this.misfit();
    document.body.append(
      h("header.bar", {}, brand(), h("span.source-id", { title: r.source.uri ?? "" }, h("bdi", {}, clip(r.source.id, 60))), keys_button(), theme_button()),
      h("main.desk", {}, h("h1.visually-hidden.narrow-title", {}, clip(headline, 200)), bad, this.tab_list(), this.report, this.side, this.why), footer(claims), this.live);
    for (const [name, panel] of this.panels) this.side.append(panel), panel.setAttribute("aria-labelledby", `tab-${name}`);
    this.light_layers();
    this.listen();
    this.open_view(this.view);
    this.follow();
  }

  private misfit(): HTMLElement | null {
    const bad = this.claims.misfits, first = bad[0];
    if (!first) return null;
    const says = `${this.claims.record.source.id}: ${plural(bad.length, "span")} of the record ${bad.length === 1 ? "does" : "do"} not fit the text, the first in ${first.id}: ` +
                 `bytes ${first.span.start}–${first.span.end} should be “${clip(first.span.text, 60)}” and are “${clip(this.claims.text.words_at(first.span), 60)}”.`;
    return h("p.alert", { role: "alert" }, says);
  }

  private legend(): HTMLElement {
    const row = h("div.legend-bar", { role: "group", "aria-label": "What is marked in the text" });
    for (const [layer, name] of layers) {
      const button: HTMLElement = h("button.layer", { type: "button", "aria-pressed": "true", click: () => {
        if (!this.shown.delete(layer)) this.shown.add(layer);
        button.setAttribute("aria-pressed", String(this.shown.has(layer)));
        this.light_layers();
      } }, h("span", { class: `hl-${layer}` }, name));
      row.append(button);
    }
    return row;
  }

  private tab_list(): HTMLElement {
    const r = this.claims.record;
    const names: [View, string, number | null][] = [["report", "Report", null], ["events", "Events", r.events.length], ["who", "Who", r.actors.length], ["said", "Said", r.statements.length],
                                                    ["map", "Map", r.places.length], ["sides", "Sides", null]];
    const list = h("div.tabs", { role: "tablist", "aria-label": "Views" });
    for (const [view, name, count] of names) {
      const tab = h("button.tab", { type: "button", role: "tab", id: `tab-${view}`, "aria-controls": view === "report" ? "panel-report" : `panel-${view}`, click: () => { location.hash = view; } },
                    name, count !== null && h("span.count", {}, count));
      tab.classList.toggle("only-narrow", view === "report");
      this.tabs.set(view, tab);
      list.append(tab);
      if (view !== "report") this.panels.set(view, h("div.panel", { role: "tabpanel", id: `panel-${view}`, "data-title": name }));
    }
    this.report.id = "panel-report";
    list.addEventListener("keydown", (e) => {
      const seen = [...this.tabs.values()].filter((t) => t.offsetParent !== null), at = seen.indexOf(document.activeElement as HTMLButtonElement);
      const to = e.key === "ArrowRight" ? at + 1 : e.key === "ArrowLeft" ? at - 1 : e.key === "Home" ? 0 : e.key === "End" ? seen.length - 1 : NaN;
      const tab = seen[(to + seen.length) % seen.length];
      if (!tab) return;
      e.preventDefault();
      tab.focus();
      tab.click();
    });
    return list;
  }

  /** What the address says is drawn. */
  private follow(): void {
    const hash = location.hash.slice(1);
    if (this.tabs.has(hash as View)) this.open_view(hash as View);
    else if (this.claims.get(hash)) this.choose(hash);
    else this.open_view(this.view);
  }

  private open_view(view: View): void {
    this.view = view;
    this.choose(null);
    this.draw(view);
    for (const [name, tab] of this.tabs) {
      tab.setAttribute("aria-selected", String(name === view));
      tab.tabIndex = name === view ? 0 : -1;
    }
    for (const [name, panel] of this.panels) panel.hidden = name !== view;
    // On a wide screen the report is always there, and the first view stands beside it.
    if (view === "report") this.draw("events"), (this.panels.get("events")!.hidden = false);
    document.body.dataset["view"] = view;
  }

  private draw(view: View): void {
    const panel = this.panels.get(view);
    if (panel && !panel.firstChild) panel.append(this.views[view]());
  }

  private choose(id: string | null, beside: Mark[] = []): void {
    if (id && !this.chosen) this.came_from = document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? document.activeElement : null;
    this.chosen = id;
    document.body.classList.toggle("picked", id !== null);
    this.look(null);
    this.light_claim(id);
    for (const card of document.querySelectorAll("[aria-current]")) card.removeAttribute("aria-current");
    if (!id) return void this.why.replaceChildren(h("p.empty", {}, "Choose an event, a name or any marked words to see why they are here."));
    for (const card of document.querySelectorAll(`[data-id="${CSS.escape(id)}"]`)) card.setAttribute("aria-current", "true");
    this.why.replaceChildren(this.why_bar(id), why_view(this.claims, id, beside));
    this.why.scrollTop = 0;
    const marks = this.claims.marks_of(id);
    const first = marks.find((m) => m.role === "act" || m.role === "said") ?? marks[0];
    if (first) this.lights.show(first);
    else document.querySelector(`.cuts[data-cuts~="${CSS.escape(id)}"]`)?.setAttribute("open", "");
    this.why.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    if (innerWidth < 900) this.why.scrollIntoView({ block: "start" });
  }

  private why_bar(id: string): HTMLElement {
    const claim = this.claims.get(id)!, ids = this.claims.all(claim.kind), at = ids.indexOf(id);
    const step = (to: number, name: string, sign: string) => h("button.plain", { type: "button", "aria-label": name, title: name, disabled: !ids[to], click: () => { location.hash = ids[to]!; } }, sign);
    return h("div.whybar", {}, h("button.back", { type: "button", click: () => this.back() }, "← Back"),
             h("span.quiet", {}, `${claim.kind} ${at + 1} of ${ids.length}`), step(at - 1, `The ${claim.kind} before`, "↑"), step(at + 1, `The next ${claim.kind}`, "↓"));
  }

  private back(): void {
    location.hash = this.view;
    const to = this.came_from;
    setTimeout(() => (to?.isConnected ? to : this.tabs.get(this.view))?.focus(), 0);
  }

  private light_layers(): void {
    for (const [layer] of layers) this.lights.set(layer, this.shown.has(layer) ? this.claims.marks.filter((m) => m.layer === layer) : []);
  }

  private light_claim(id: string | null): void {
    const marks = id ? this.claims.marks_of(id) : [];
    for (const role of lit_roles) this.lights.set(`lit-${role}`, marks.filter((m) => m.role === role));
  }

  /** Lights words for as long as somebody looks at what rests on them. */
  private look(marks: { from: number; to: number }[] | null): void {
    this.lights.set("look", marks ?? []);
  }

  private span_of(element: Element): Span | null {
    const of = element.closest<HTMLElement>("[data-start]");
    return of && { start: Number(of.dataset["start"]), end: Number(of.dataset["end"]), text: "" };
  }

  /** The claims and steps that rest on words under the pointer are marked in turn. */
  private answer(unit: number | null): void {
    const ids = unit === null ? [] : this.claims.at(unit).map((m) => m.id);
    if (ids.join() !== this.answering) {
      this.answering = ids.join();
      for (const card of document.querySelectorAll(".side .under")) card.classList.remove("under");
      for (const id of ids) for (const card of document.querySelectorAll(`.side [data-id="${CSS.escape(id)}"]`)) card.classList.add("under");
    }
    for (const row of document.querySelectorAll<HTMLElement>(".whybox .step[data-start]")) {
      const at = unit === null ? null : this.claims.text.reach(Number(row.dataset["start"]), Number(row.dataset["end"]));
      row.classList.toggle("under", !!at && at.from <= unit! && unit! < at.to);
    }
  }

  private listen(): void {
    addEventListener("hashchange", () => this.follow());
    addEventListener("beforeprint", () => { for (const view of this.panels.keys()) this.draw(view); });
    const look = (e: globalThis.Event) => {
      const from = e.target as Element;
      const id = from.closest<HTMLElement>(".side [data-id], .whybox a[data-id]")?.dataset["id"], span = from.closest(".whybox") && this.span_of(from);
      this.look(id ? this.claims.marks_of(id) : span ? [this.claims.text.reach(span.start, span.end)].filter((s) => s !== null) : null);
    };
    document.body.addEventListener("pointerover", look);
    document.body.addEventListener("focusin", look);
    this.why.addEventListener("click", (e) => {
      const span = (e.target as Element).closest("button.bytes") && this.span_of(e.target as Element);
      const at = span && this.claims.text.reach(span.start, span.end);
      if (!at) return;
      // On a narrow screen the report takes the place of the reasons; the words stay lit there.
      if (getComputedStyle(this.report).display === "none") {
        history.pushState(null, "", "#report");
        this.open_view("report");
      }
      this.look([at]);
      this.lights.show(at);
    });
    let asked = 0;
    this.report.addEventListener("pointermove", (e) => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => {
        const unit = this.lights.unit_at(e.clientX, e.clientY);
        this.report.classList.toggle("on-words", unit !== null && this.claims.at(unit).length > 0);
        this.answer(unit);
      });
    });
    this.report.addEventListener("pointerleave", () => this.answer(null));
    this.report.addEventListener("click", (e) => {
      if ((e.target as Element).closest("a, button, summary") || !getSelection()?.isCollapsed) return;
      const unit = this.lights.unit_at(e.clientX, e.clientY), found = unit === null ? [] : this.claims.at(unit);
      if (found[0]) this.pick(found);
    });
    document.addEventListener("keydown", (e) => this.key(e));
  }

  private pick(found: Mark[]): void {
    history.pushState(null, "", `#${found[0]!.id}`);
    this.choose(found[0]!.id, found);
  }

  private key(e: KeyboardEvent): void {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target instanceof HTMLInputElement) return;
    if (e.key === "Escape" && this.chosen) return this.back();
    if ((e.key === "j" || e.key === "k") && this.claims.record.events.length) {
      const ids = this.claims.all("event"), at = this.chosen ? ids.indexOf(this.chosen) : -1;
      location.hash = ids[Math.max(0, Math.min(ids.length - 1, at + (e.key === "j" ? 1 : -1)))]!;
    }
    if (document.activeElement !== this.report) return;
    const marks = this.claims.marks;
    if (e.key === "ArrowRight" || e.key === "ArrowLeft") {
      e.preventDefault();
      this.cursor = Math.max(0, Math.min(marks.length - 1, this.cursor + (e.key === "ArrowRight" ? 1 : -1)));
      const mark = marks[this.cursor];
      if (!mark) return;
      this.look([mark]);
      this.lights.show(mark);
      this.live.textContent = `${clip(short(this.claims, this.claims.get(mark.id)!), 120)}, ${this.claims.get(mark.id)!.kind}`;
    }
    const mark = marks[this.cursor];
    if (e.key === "Enter" && mark) this.pick([mark, ...this.claims.at(mark.from).filter((m) => m.id !== mark.id)]);
  }
}

function keys_button(): HTMLElement {
  const keys: [string, string][] = [["Tab", "from part to part"], ["← →", "on the report: from marked words to marked words"], ["Enter", "why they are here"], ["j k", "the next event, the one before"],
                                    ["Esc", "back"]];
  const dialog = h("dialog.keys", { "aria-label": "Keys" }, h("h2", {}, "Keys"), h("dl", {}, ...keys.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))),
                   h("button.chip", { type: "button", click: () => dialog.close() }, "Close"));
  document.body.append(dialog);
  return h("button.plain", { type: "button", "aria-label": "Keys", title: "Keys", click: () => dialog.showModal() }, "?");
}

function footer(claims: Claims): HTMLElement {
  const { engine, source } = claims.record;
  return h("footer", {}, h("p", {}, "Read by dateline ", engine.version, "; model ", clip(engine.model, 60), "; pack ", clip(engine.pack, 40), ". Source ", h("bdi", {}, clip(source.uri ?? source.id, 120)), ", ",
                            `${source.bytes} bytes, SHA-256 `, h("code", {}, source.sha256.slice(0, 16)), "…"));
}

start();
