// Events: who did what to whom, each told apart by its status, with code, day, place and confidence.
import { Claims } from "../claims";
import { fill_slowly, h, words } from "../dom";
import type { Event, Span, Status } from "../record";
import { date_from, date_text, percent, plural, status_icon, status_means, status_name, status_order } from "../words";

export function events_view(claims: Claims): HTMLElement {
  const events = claims.record.events;
  if (!events.length) return h("p.empty", {}, "No event was found in this report. Who is named in it, and who said what, stands under the other tabs.");
  const list = h("ol.cards", {});
  let chosen: Status | null = null, wanted = "";
  const told = h("p.told", { role: "status" });
  const draw = () => {
    const found = events.filter((e) => (!chosen || e.factuality.status === chosen) && (!wanted || about(claims, e).includes(wanted)));
    list.replaceChildren();
    fill_slowly(list, found, (e) => h("li", {}, event_card(claims, e)));
    told.textContent = found.length === events.length ? "" : `${plural(found.length, "event")} of ${events.length}`;
  };
  const filters = h("div.filters", { role: "group", "aria-label": "Show only events of a status" });
  for (const s of status_order) {
    const count = events.filter((e) => e.factuality.status === s).length;
    if (!count) continue;
    const button: HTMLButtonElement = h("button.chip", {
      type: "button", "aria-pressed": "false", title: status_means(s),
      click: () => {
        chosen = chosen === s ? null : s;
        for (const other of filters.querySelectorAll("button")) other.setAttribute("aria-pressed", String(chosen !== null && other === button));
        draw();
      },
    }, status_icon(s), `${status_name(s)} ${count}`);
    filters.append(button);
  }
  const search = events.length > 20 && h("input.search", {
    type: "search", placeholder: "Find a name, an act, a place", "aria-label": "Find events",
    input: (e: InputEvent) => { wanted = (e.target as HTMLInputElement).value.trim().toLowerCase(); draw(); },
  });
  draw();
  return h("div", {}, filters, search, told, list);
}

function about(claims: Claims, e: Event): string {
  return [act(claims, e), sides(claims, e.source, e.source_spans), sides(claims, e.target, e.target_spans), claims.name(e.place), e.trigger.text,
          e.plover?.event, e.cameo, e.date].join(" ").toLowerCase();
}

/** The act in words: "meets with each other", "demonstrates against …" where nobody is named. */
export function act(claims: Claims, e: Event): string {
  const words = (e.cameo && claims.acts[e.cameo]) || (e.plover ? e.plover.event.toLowerCase() : `“${e.trigger.text}”`);
  if (!/ (with|against|to|for|on|from|at)$/.test(words)) return words;
  return mutual(e) ? `${words} each other` : e.target.length || e.target_spans.length ? words : `${words} …`;
}

export function sides(claims: Claims, ids: string[], spans: Span[]): string {
  return (ids.length ? ids.map((id) => claims.name(id)) : spans.map((s) => s.text)).join(", ");
}

/** Whether both sides do the act to each other: A and B met. */
export const mutual = (e: Event): boolean =>
  e.source.length > 1 && e.source.length === e.target.length && e.source.every((id) => e.target.includes(id));

/** "Dawit Bekele → Kenya", with arrows for the ear. */
export function who_to_whom(claims: Claims, e: Event): HTMLElement {
  const both = mutual(e) && e.source.length === 2;
  const who = both ? e.source.map((id) => claims.name(id)).join(" and ") : sides(claims, e.source, e.source_spans), whom = sides(claims, e.target, e.target_spans);
  const line = h("span.sides", {}, who ? words(who, 120) : h("span.quiet", {}, "someone"));
  if (!mutual(e) && whom) line.append(" ", h("span.arrow", { role: "img", "aria-label": "to" }, "→"), " ", words(whom, 120));
  return line;
}

export function status_badge(status: string): HTMLElement {
  return h(`span.badge.${`b-${status}`}` as "span.x", { title: status_means(status) }, status_icon(status), status_name(status));
}

export function event_card(claims: Claims, e: Event): HTMLElement {
  const place = claims.name(e.place);
  return h("a.card", { href: `#${e.id}`, "data-id": e.id },
    h("span.line", {}, who_to_whom(claims, e)),
    h("span.act", {}, words(act(claims, e), 90)),
    h("span.facts", {},
      status_badge(e.factuality.status),
      e.plover && h("span.code", { title: "PLOVER type and CAMEO code" }, `${e.plover.event}${e.cameo ? ` ${e.cameo}` : ""}`),
      e.date && h("span", { title: date_from[e.date_from ?? ""] ?? "" }, date_text(e.date)),
      place && h("span", { title: e.place_inferred ? "the place of the dateline, inferred" : "" }, words(place, 40), e.place_inferred ? h("span.quiet", {}, " (inferred)") : ""),
      e.factuality.said_in && h("span.quiet", {}, "as someone said"),
      h("span.sure", { title: "how sure the reader is" }, h("span.visually-hidden", {}, "confidence "), percent(e.confidence))));
}
