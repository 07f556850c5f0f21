// Said: statements by their speakers; words given between quotation marks are told apart from words told again.
import { Claims } from "../claims";
import { clip, fill_slowly, h, words } from "../dom";
import type { Statement } from "../record";
import { plural } from "../words";

export function said_view(claims: Claims): HTMLElement {
  const by_speaker = new Map<string, Statement[]>();
  for (const s of claims.record.statements) {
    const who = s.speaker.map((id) => claims.name(id)).join(", ") || s.speaker_span?.text || "";
    by_speaker.set(who, [...(by_speaker.get(who) ?? []), s]);
  }
  if (!by_speaker.size) return h("p.empty", {}, "Nobody is quoted in this report, directly or indirectly.");
  const out = h("div", {});
  const drawn = [...by_speaker].sort((a, b) => Number(!a[0]) - Number(!b[0]));
  fill_slowly(out, drawn, ([who, statements]) => {
    const list = h("ol.cards", {});
    fill_slowly(list, statements, (s) => h("li", {}, statement_card(s)));
    return h("section", {}, h("h2", {}, who ? words(who, 100) : "Speaker not told", " ", h("span.count", { title: plural(statements.length, "statement") }, statements.length)), list);
  }, 40);
  return out;
}

function statement_card(s: Statement): HTMLElement {
  const content = clip(s.content.map((c) => c.text).join(" … "), 500);
  return h(`a.card.said.${s.kind}` as "a.card", { href: `#${s.id}`, "data-id": s.id },
    h("span.line", { dir: "auto" }, s.kind === "direct" ? `“${content}”` : content),
    h("span.facts", {}, s.cue && h("span", {}, words(s.cue.text, 40)), h("span.quiet", {}, `${s.kind}${s.form === "said" ? "" : `; ${s.form}`}`)));
}
