// Report: the article as it was cleaned, block by block, and what was cut, folded away with its reasons.
import { Claims } from "../claims";
import { clip, fill_slowly, h, words } from "../dom";
import type { Block } from "../highlights";
import type { Cut, Record, Span } from "../record";
import { cuts, date_text, language_name, plural } from "../words";

type Part = "headline" | "highlight" | "byline" | "dateline" | "paragraph" | "cut";
interface Piece { part: Part; span: Span; cut?: { of: Cut; id: string } }

export function report_view(claims: Claims): { element: HTMLElement; blocks: Block[] } {
  const blocks: Block[] = [];
  const text = h("div.text", {});
  let list: HTMLElement | null = null, fold: { of: Cut; id: string }[] | null = null, paragraph: HTMLElement | null = null;
  const folds: { cuts: { of: Cut; id: string }[]; element: HTMLDetailsElement }[] = [];
  const run = (span: Span, element: HTMLElement) => {
    const at = claims.text.stretch(span);
    element.append(at ? claims.text.text.slice(at.from, at.to) : span.text);
    if (at) {
      element.dataset["from"] = String(at.from);
      blocks.push({ ...at, element });
    }
    return element;
  };
  for (const { part, span, cut } of pieces(claims.record)) {
    if (part !== "highlight") list = null;
    if (part !== "cut") fold = null;
    if (part !== "paragraph") paragraph = null;
    if (part === "headline") text.append(run(span, h("h1", { dir: "auto" })));
    if (part === "highlight") {
      if (!list) text.append((list = h("ul.highlights", {})));
      list.append(run(span, h("li", { dir: "auto" })));
    }
    if (part === "byline") text.append(run(span, h("p.byline", { dir: "auto" })));
    if (part === "dateline") {
      paragraph = h("p", { dir: "auto" }, run(span, h("span.dateline", {})), " ");
      text.append(paragraph);
    }
    if (part === "paragraph") {
      if (paragraph) paragraph.append(run(span, h("span", {})));
      else text.append(run(span, h("p", { dir: "auto" })));
      paragraph = null;
    }
    if (part === "cut" && cut) {
      if (fold) fold.push(cut);
      else folds.push({ cuts: (fold = [cut]), element: text.appendChild(h("details.cuts", {})) });
    }
  }
  for (const { cuts, element } of folds) fill_fold(element, cuts);
  if (!claims.record.article.headline) text.prepend(h("h1.quiet", {}, "A report without a headline"));
  if (!claims.record.article.paragraphs.length) text.append(h("p.empty", {}, "No body text was found in this report."));
  blocks.sort((a, b) => a.from - b.from);
  return { element: h("article.report", {}, about(claims.record), text, warnings(claims.record)), blocks };
}

/** Everything of the article in the order of its bytes. */
function pieces(record: Record): Piece[] {
  const a = record.article;
  const list = (part: Part, spans: (Span | null | undefined)[]): Piece[] => spans.filter((s): s is Span => !!s).map((span) => ({ part, span }));
  const all = [...list("headline", [a.headline]), ...list("highlight", a.highlights ?? []), ...list("byline", a.byline ?? []),
               ...list("dateline", [a.dateline?.span]), ...list("paragraph", a.paragraphs),
               ...a.removed.map((of, i): Piece => ({ part: "cut", span: of, cut: { of, id: `c${i + 1}` } }))];
  all.sort((x, y) => x.span.start - y.span.start || x.span.end - y.span.end);
  let end = 0;  // a byline inside a paragraph is not drawn twice
  return all.filter((p) => {
    if (p.part === "cut") return true;
    if (p.part === "byline" && p.span.start < end) return false;
    end = Math.max(end, p.span.end);
    return true;
  });
}

/** What was cut at one place, drawn when somebody unfolds it. */
function fill_fold(fold: HTMLDetailsElement, of: { of: Cut; id: string }[]): void {
  fold.dataset["cuts"] = of.map((c) => c.id).join(" ");
  fold.append(h("summary", {}, `${plural(of.length, "piece")} left out here`));
  fold.addEventListener("toggle", () => {
    const list = h("ul", {});
    fold.append(list);
    fill_slowly(list, of, (c) => cut_row(c.of, c.id));
  }, { once: true });
}

function cut_row(cut: Cut, id: string): HTMLElement {
  return h("li", {}, h("a", { href: `#${id}`, "data-id": id }, cuts[cut.why] ?? cut.why), " ", h("q", { dir: "auto" }, clip(cut.text, 400)));
}

function about(record: Record): HTMLElement {
  const a = record.article;
  const line = [a.dateline?.place?.text, date_text(a.published), a.dateline?.agency?.text, language_name(a.language), a.section].filter((x): x is string => !!x);
  const out = h("p.about", {});
  line.forEach((part, i) => out.append(i ? " · " : "", words(part, 80)));
  if (!line.length) out.append("no date, place or agency was found");
  return out;
}

function warnings(record: Record): HTMLElement | null {
  if (!record.warnings.length) return null;
  return h("section.warnings", {}, h("h2", {}, "What the reader left alone"),
           h("ul", {}, ...record.warnings.slice(0, 50).map((w) => h("li", {}, h("code", {}, w.code), " ", words(w.what)))));
}
