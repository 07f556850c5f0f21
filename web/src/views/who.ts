// Who: the actors by kind, with country, role and how often each is named; and what ties them.
import { Claims } from "../claims";
import { fill_slowly, h, words } from "../dom";
import type { Actor } from "../record";
import { kinds, plural } from "../words";
import { link } from "./why";

export function who_view(claims: Claims): HTMLElement {
  const { actors, relations } = claims.record;
  if (!actors.length) return h("p.empty", {}, "Nobody who acts is named in this report.");
  const out = h("div", {});
  for (const [kind, title] of Object.entries(kinds)) {
    const of_kind = actors.filter((a) => (Object.hasOwn(kinds, a.kind) ? a.kind : "unknown") === kind).sort((a, b) => b.mentions.length - a.mentions.length);
    if (!of_kind.length) continue;
    const list = h("ul.cards", {});
    fill_slowly(list, of_kind, (a) => h("li", {}, actor_card(claims, a)));
    out.append(h("section", {}, h("h2", {}, title, " ", h("span.count", {}, of_kind.length)), list));
  }
  if (relations.length)
    out.append(h("section", {}, h("h2", {}, "Ties ", h("span.count", {}, relations.length)), h("ul.rows", {}, ...relations.slice(0, 500).map((r) => h("li", {}, link(claims, r.id))))));
  return out;
}

function actor_card(claims: Claims, a: Actor): HTMLElement {
  const members = a.members?.map((id) => claims.name(id)).join(", ");
  return h("a.card.slim", { href: `#${a.id}`, "data-id": a.id },
    h("span.line", {}, words(a.name, 100)),
    h("span.facts", {}, a.code && h("span.code", { title: "country and role as one code" }, a.code), !a.code && a.country && h("span", {}, a.country),
      members && h("span", {}, words(members, 100)), h("span.quiet", {}, plural(a.mentions.length, "mention"))));
}
