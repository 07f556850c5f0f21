// The page of many reports: a table that leads to a page for each; its columns sort, and a word narrows it.
import { h, words } from "../dom";
import type { Row } from "../record";
import { date_text, plural } from "../words";

type Column = "headline" | "published" | "place" | "events" | "statements" | "actors";
const columns: [Column, string][] = [["headline", "Report"], ["published", "Published"], ["place", "From"], ["events", "Events"], ["statements", "Said"], ["actors", "Who"]];
const numbers = new Set<Column>(["events", "statements", "actors"]);

export function index_view(rows: Row[]): HTMLElement {
  const failed = rows.filter((row) => row.fault).length;
  const told = h("p.told", { role: "status" }), body = h("tbody", {}), heads = h("tr", {});
  let by: Column | null = null, down = false, wanted = "";
  const draw = () => {
    const found = rows.filter((row) => !wanted || `${row.headline} ${row.id} ${row.place ?? ""} ${row.published ?? ""}`.toLowerCase().includes(wanted));
    if (by) {
      const column = by, sign = down ? -1 : 1;
      found.sort((a, b) => sign * (numbers.has(column) ? Number(a[column]) - Number(b[column]) : text_of(a, column).localeCompare(text_of(b, column))));
    }
    body.replaceChildren(...found.map(row_of));
    told.textContent = found.length === rows.length ? "" : `${plural(found.length, "report")} of ${rows.length}`;
    for (const head of heads.children) head.setAttribute("aria-sort", (head as HTMLElement).dataset["column"] === by ? (down ? "descending" : "ascending") : "none");
  };
  for (const [column, name] of columns)
    heads.append(h("th", { scope: "col", "data-column": column, class: numbers.has(column) ? "number" : "" }, h("button", { type: "button", click: () => {
      down = by === column ? !down : numbers.has(column);
      by = column;
      draw();
    } }, name, h("span.order", { "aria-hidden": "true" }))));
  draw();
  if (!rows.length) return h("main.index", {}, h("h1", {}, "No reports"), h("p.empty", {}, "There was nothing to read."));
  return h("main.index", {}, h("h1", {}, plural(rows.length, "report")), failed > 0 && h("p.quiet", {}, `${failed} of them could not be read; each says why.`),
    rows.length > 8 && h("input.search", { type: "search", placeholder: "Find a headline, a place, a day", "aria-label": "Find reports",
                                          input: (e: InputEvent) => { wanted = (e.target as HTMLInputElement).value.trim().toLowerCase(); draw(); } }),
    told, h("div.scroll", { tabindex: 0, role: "region", "aria-label": "Table of reports" }, h("table", {}, h("thead", {}, heads), body)));
}

const text_of = (row: Row, column: Column): string => String((column === "headline" ? row.headline || row.id : row[column]) ?? "");

function row_of(row: Row): HTMLElement {
  const name = words(row.headline || row.id, 160);
  // A page lies beside the index; anything else is no link.
  const first = row.href && /^[\w.-]+\.html$/.test(row.href) ? h("a", { href: row.href }, name) : name;
  if (row.fault) return h("tr.failed", {}, h("th", { scope: "row" }, words(row.id, 120), h("span.fault", {}, row.fault)), ...columns.slice(1).map(() => h("td", {}, "–")));
  return h("tr", {}, h("th", { scope: "row" }, first, row.headline ? h("span.id", {}, words(row.id, 80)) : null, row.warnings ? h("span.id", {}, plural(row.warnings, "warning")) : null),
    h("td.day", {}, date_text(row.published) || "–"), h("td", {}, row.place ? words(row.place, 60) : "–"),
    h("td.number", {}, row.events), h("td.number", {}, row.statements), h("td.number", {}, row.actors));
}
