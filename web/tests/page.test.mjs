// node --test tests/page.test.mjs   the page in a real browser. DATELINE names the engine, CHROMIUM the browser; with THOROUGH=1 (make test-web) hostile articles also as
// HTML and in every view, and axe in every view on a telephone.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { page as built } from "../build.mjs";
import { hostile as all_hostile } from "./hostile.mjs";

const thorough = process.env.THOROUGH === "1";
const hostile = thorough ? all_hostile : all_hostile.filter((x) => x.text);

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, "../..");
const engine = process.env.DATELINE ?? join(root, "build/dateline");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const frame = readFileSync(join(root, "src/html/page.html"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "dateline-page-"));
const sample = join(folder, "sample.html");
let browser, reading;

const data_of = (html) => JSON.parse(/<script id="data" type="application\/json">(.*?)<\/script>/s.exec(html)[1]);
let made = 0;
/** A page of data that no engine made. */
function page_of(data) {
  const path = join(folder, `made-${++made}.html`);
  writeFileSync(path, frame.replace("{{data}}", () => (typeof data === "string" ? data : JSON.stringify(data).replaceAll("<", "\\u003c"))));
  return path;
}

/** Opens a page and watches it: requests beyond files, errors, policy violations, scripts run. */
async function open(path, { hash = "", query = "", width = 1280, height = 800, scheme = "light" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  await context.addInitScript(() => addEventListener("securitypolicyviolation", (e) => (window.__violations ??= []).push(`${e.violatedDirective} ${e.blockedURI}`)));
  const page = await context.newPage(), seen = [];
  let here = path;
  page.on("request", (r) => r.url().startsWith(`file://${here}`) || seen.push(`request ${r.url().slice(0, 100)}`));
  page.on("pageerror", (e) => seen.push(`error ${e.message}`));
  page.on("console", (m) => m.type() === "error" && seen.push(`console ${m.text().slice(0, 200)}`));
  page.on("dialog", (d) => (seen.push("dialog"), d.dismiss()));
  await page.goto(`file://${path}${query}${hash}`);
  page.stays_quiet = async () => {
    assert.equal(await page.evaluate(() => window.__ran), undefined, "a script of the article ran");
    assert.deepEqual([...seen, ...((await page.evaluate(() => window.__violations)) ?? [])], []);
  };
  page.quiet = () => page.stays_quiet().then(() => context.close());
  page.turn = (to) => page.goto(`file://${(here = to)}`);
  return page;
}
const lit = (page, name) => page.evaluate((n) => [...(CSS.highlights.get(n) ?? [])].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)), name);
const go = (page, hash) => page.evaluate((h) => { location.hash = h; }, hash).then(() => page.waitForTimeout(30));

before(async () => {
  execFileSync(engine, ["read", join(root, "docs/sample/report.txt"), "--published", "2024-03-15", "--html", sample]);
  reading = data_of(readFileSync(sample, "utf8"));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("the committed page is what web/ builds", async () => {
  assert.ok((await built()) === frame, "src/html/page.html is old: run `npm run build` in web/");
});

test("the page without its record is at most 250 KB", () => assert.ok(Buffer.byteLength(frame) <= 250_000, `${Buffer.byteLength(frame)} bytes`));

test("every view is drawn, and axe finds nothing in light, dark and on a telephone", async () => {
  const views = { events: ".card", who: ".card", said: ".card", map: "svg .spot", sides: "svg .tie", e1: ".why .step", a1: ".why .step", p1: ".why .step", t1: ".why .step", s1: ".why .step",
                  r1: ".why .step", c1: ".why .step", report: ".text p" };
  for (const look of [{ scheme: "light" }, { scheme: "dark" }, { width: 360, height: 740 }]) {
    const page = await open(sample, look);
    await page.evaluate(axe + ";0");
    for (const [view, part] of Object.entries(views)) {
      await go(page, view);
      const count = await page.locator(`${part}:visible`).count();
      assert.ok(count > 0, `${view}: no ${part}`);
      if (look.width) assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view}: wider than a telephone`);
      if (look.width && !thorough && !["events", "e1", "report"].includes(view)) continue;
      // Dark differs in colours alone.
      const found = await page.evaluate((rules) => axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) }), look.scheme === "dark" ? ["color-contrast"] : null);
      assert.deepEqual(found.violations.map((v) => `${view} ${JSON.stringify(look)} ${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`), []);
    }
    await page.quiet();
  }
});

test("a claim clicked lights its words, and words clicked open their claim", async () => {
  const page = await open(sample);
  const planned = reading.record.events.find((e) => e.factuality.status === "planned" && e.source_spans.length > 0);
  await page.locator(`.side .card[data-id="${planned.id}"]`).click();
  assert.ok((await lit(page, "lit-act")).includes(planned.trigger.text));
  assert.ok((await lit(page, "lit-who")).includes(planned.source_spans[0].text));
  assert.match(await page.locator(".why").innerText(), /Why planned/);
  assert.ok((await page.locator(".why mark.m-act").first().innerText()).startsWith(planned.trigger.text));
  const status = planned.because.find((s) => s.head === "status");
  if (status) assert.ok((await page.locator(".why [data-question='Why planned']").innerText()).includes(`${Math.round(status.score * 100)} %`));
  const rule = planned.because.find((s) => s.rule?.startsWith("packs/"))?.rule;
  if (rule) assert.ok((await page.locator(".why").innerText()).includes(rule));
  // The words of a step, by its button.
  const button = page.locator(".why button.bytes").first();
  await button.click();
  assert.equal((await lit(page, "look")).join(""), (await button.locator("q").innerText()).trim());
  await page.keyboard.press("Escape");
  assert.deepEqual(await lit(page, "lit-act"), []);
  // The other way round: a point on the word in the text.
  const at = await page.evaluate((word) => {
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const i = node.data.lastIndexOf(word);
      if (i < 0 || !node.parentElement.closest("[data-from]")) continue;
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + word.length);
      node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
      const box = range.getClientRects()[0];
      return { x: box.left + 4, y: box.top + box.height / 2 };
    }
  }, "thanked");
  await page.mouse.move(at.x, at.y);
  await page.waitForTimeout(60);
  const under = await page.locator(".side .card.under").count();
  await page.mouse.click(at.x, at.y);
  await page.waitForTimeout(30);
  const thanks = reading.record.events.find((e) => e.trigger.text === "thanked");
  if (thanks) {
    assert.ok(under > 0, "no card answers to the word under the pointer");
    assert.equal(await page.evaluate(() => location.hash), `#${thanks.id}`);
  }
  await page.quiet();
});

test("everything works with keys", async () => {
  const page = await open(sample);
  const card = page.locator(".side .card").nth(1);
  await card.focus();
  assert.notDeepEqual(await lit(page, "look"), []);
  const id = await card.getAttribute("data-id");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(30);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H2");
  await page.keyboard.press("j");
  await page.waitForTimeout(30);
  assert.notEqual(await page.evaluate(() => location.hash), `#${id}`);
  await page.keyboard.press("k");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(60);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.id), id);
  await page.locator("#tab-events").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(30);
  assert.equal(await page.locator("#tab-who").getAttribute("aria-selected"), "true");
  await page.locator(".textbox").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const [word] = await lit(page, "look");
  assert.ok(word);
  assert.notEqual(await page.locator("[aria-live]").innerText(), "");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(30);
  assert.ok((await page.locator(".why").innerText()).includes(word));
  await page.quiet();
});

test("cut furniture is folded away with its reason", async () => {
  const page = await open(sample);
  assert.equal(await page.locator(".cuts li").count(), 0);
  for (const summary of await page.locator(".cuts summary").all()) await summary.click();
  await page.waitForTimeout(60);
  assert.equal(await page.locator(".cuts li").count(), reading.record.article.removed.length);
  await page.locator(".cuts a:visible").first().click();
  await page.waitForTimeout(30);
  assert.match(await page.locator(".why").innerText(), /rule/);
  await page.quiet();
});

test("bytes become the right characters: emoji, Arabic, combining marks, entities, tags", async () => {
  const text = "🙂👩‍👩‍👧 Pre\u0301sident Amína Otieno met Dawit Bekele in Paris 🇰🇪 on Monday.\n\nقالت أمينة: The minister said that 🇪🇹 Ethiopia would send officers to Kenya next month. שלום, Bekele said.\n";
  const html = `<article><h1>🙂 Otieno &amp; Bekele&nbsp;met</h1><p>Pr&eacute;sident <b>Am&iacute;na</b> Otieno met&#x20;<a href="x">Dawit <i>Bekele</i></a> in&nbsp;Paris &mdash; &#128578; &mdash; on Monday.</p><p>The minister said that Ethiopia would send officers to Kenya next month.</p></article>`;
  execFileSync(engine, ["read", "--from", "jsonl", "--html", join(folder, "chars")], { input: [{ id: "a", text, clean: true }, { id: "b", html }].map((x) => JSON.stringify(x)).join("\n") });
  for (const name of ["a", "b"]) {
    const path = join(folder, "chars", `${name}.html`), { record } = data_of(readFileSync(path, "utf8"));
    for (const query of ["", "?spans"]) {
      const page = await open(path, { query });
      assert.equal(await page.locator(".alert").count(), 0);
      for (const event of record.events) {
        await go(page, event.id);
        const words = query ? await page.locator(".text .hl-lit-act").allInnerTexts() : await lit(page, "lit-act");
        assert.deepEqual(words.join(""), [event.trigger, ...event.mentions].sort((x, y) => x.start - y.start).map((s) => s.text).join(""), `${name}${query} ${event.id}`);
      }
      for (const actor of record.actors.slice(0, 3)) {
        await go(page, actor.id);
        const words = query ? await page.locator(".text .hl-lit-name").allTextContents() : await lit(page, "lit-name");
        for (const m of actor.mentions) assert.ok(words.join("|").includes(m.text), `${name}${query} ${actor.id}: ${m.text} not in ${words}`);
      }
      await page.quiet();
    }
  }
});

test(`${hostile.length} hostile articles run nothing, ask for nothing and break nothing`, async () => {
  const where = join(folder, "hostile"), ids = new Set(readdirSync(folder));
  const done = spawnSync(engine, ["read", "--from", "jsonl", "--html", where], { input: hostile.map((x) => JSON.stringify(x)).join("\n"), encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  assert.deepEqual(readdirSync(folder).filter((f) => !ids.has(f)), ["hostile"], "something was written beside the folder");
  const pages = readdirSync(where);
  assert.equal(pages.length, hostile.length + 1);
  const look_at = async (name, page) => {
    const html = readFileSync(join(where, name), "utf8");
    assert.equal(html.match(/<\/script/gi).length, 2, `${name}: markup in the data`);
    await page.turn(join(where, name));
    assert.equal(await page.locator(".broken, .alert").count(), 0, `${name}: ${await page.locator(".broken, .alert").allInnerTexts()}`);
    if (name !== "index.html") {
      assert.equal(await page.locator(".tab").count(), 6, name);
      // Every view is drawn, and a claim of each kind is told; of an HTML page only a claim, since its words reach the page in the same way.
      await page.evaluate(async (views) => {
        for (const view of views) {
          location.hash = view;
          await new Promise((done) => setTimeout(done, 0));
        }
      }, (thorough && !name.endsWith("-2.html")) || pages.indexOf(name) % 4 === 0 ? ["who", "said", "map", "sides", "e1", "a1", "s1", "c1"] : ["who", "e1"]);
      const bad = await page.evaluate(() => [...document.querySelectorAll("script, iframe, img, object, embed, link, form, base, video, use, animate, [onclick], [onerror], [onload], [style]")].filter((e) => e.tagName !== "SCRIPT" || !["data", ""].includes(e.id)).map((e) => e.outerHTML.slice(0, 80)));
      assert.deepEqual(bad, [], name);
      const hrefs = await page.evaluate(() => [...document.querySelectorAll("[href]")].map((a) => a.getAttribute("href")).filter((x) => !/^#[a-z]\d+$|^https:\/\/(www\.wikidata|en\.wikipedia)\.org\/wiki\//.test(x)));
      assert.deepEqual(hrefs, [], name);
    }
    await page.stays_quiet().catch((e) => { throw new Error(`${name}: ${e.message}`); });
  };
  await Promise.all([0, 1].map(async (half) => {
    const page = await open(join(where, "index.html"));
    for (const name of pages.filter((_, i) => i % 2 === half)) await look_at(name, page);
    await page.quiet();
  }));
});

test("the index leads to a page each, sorts, and names what could not be read", async () => {
  const where = join(folder, "many");
  const done = spawnSync(engine, ["read", "--from", "jsonl", "--html", where], { encoding: "utf8", input:
    [{ id: "zebra", published: "2024-09-15", text: "Zebra counted\n\nThe king met the queen in Paris on Monday.\n" }, { id: "zebra", text: "The same name again. The king met the queen." }, { id: "bare" }, { id: "ape", text: "Ape seen\n\nNothing at all.\n" }].map((x) => JSON.stringify(x)).join("\n") });
  assert.equal(done.status, 1);
  assert.deepEqual(readdirSync(where).sort(), ["ape.html", "index.html", "zebra-2.html", "zebra.html"]);
  const page = await open(join(where, "index.html"));
  assert.equal(await page.locator("tbody tr").count(), 4);
  assert.match(await page.locator("tr.failed").innerText(), /bare.*input:3: no "text"/s);
  await page.locator("thead button").first().click();
  const names = await page.locator("tbody th a").allInnerTexts();
  assert.deepEqual(names, [...names].sort((a, b) => a.localeCompare(b)));
  await page.evaluate(axe + ";0");
  assert.deepEqual((await page.evaluate(() => axe.run())).violations.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
  assert.equal(await page.locator('a[href="zebra-2.html"]').count(), 1);
  await page.setViewportSize({ width: 390, height: 800 });
  const lines = (cell) => { const range = document.createRange(); range.selectNodeContents(cell); return [cell.textContent, range.getClientRects().length]; };
  assert.deepEqual(await page.getByText("15 September 2024").evaluate(lines), ["15 September 2024", 1]);
  await page.quiet();
});

test("data that does not fit is told in one line", async () => {
  const bad = (change) => { const copy = structuredClone(reading); change(copy); return page_of(copy); };
  const lines = [[bad((r) => { r.record.schema = 2; }), ".broken p", /report\.txt.*version 2.*version 1/], [bad((r) => { delete r.record.events; }), ".broken p", /report\.txt.*events/],
                 [bad((r) => { r.record = null; }), ".broken p", /no record/], [page_of("{nonsense"), ".broken p", /broken.*write it again/],
                 [bad((r) => { r.record.events[0].trigger.start += 3; r.record.events[0].trigger.end += 3; }), ".alert", /report\.txt: 1 span .* e1: bytes \d+–\d+ should be/],
                 [bad((r) => { r.record.actors[0].mentions[0].end = 9e9; }), ".alert", /report\.txt: \d+ spans? .* a1: bytes/], [bad((r) => { r.pieces = []; }), ".alert", /spans of the record do not fit/]];
  for (const [path, where, says] of lines) {
    const page = await open(path);
    assert.match(await page.locator(where).innerText(), says);
    assert.equal((await page.locator(where).innerText()).split("\n").length, 1);
    if (where === ".alert") assert.ok((await page.locator(".card").count()) > 0, "the rest is not drawn");
    await page.quiet();
  }
});

test("a report of which nothing was read says what there is not", async () => {
  const none = structuredClone(reading);
  for (const list of ["actors", "places", "times", "statements", "events", "relations", "sentences"]) none.record[list] = [];
  const page = await open(page_of(none));
  for (const [view, says] of [["events", /No event/], ["who", /Nobody/], ["said", /Nobody is quoted/], ["map", /No place/], ["sides", /no network/]]) {
    await go(page, view);
    assert.match(await page.locator(`#panel-${view}`).innerText(), says);
  }
  await page.quiet();
});

test("inferred places are hollow, and neighbours across the date line stay neighbours", async () => {
  const far = structuredClone(reading), p = far.record.places[0];
  far.record.places = [{ ...p, id: "p1", name: "Suva", lat: -18.1, lon: 178.4 }, { ...p, id: "p2", name: "Apia", lat: -13.8, lon: -171.8 }, { ...p, id: "p3", name: "Nowhere", lat: null, lon: null }];
  far.record.events.forEach((e, i) => { e.place = i ? "p2" : "p1"; e.place_inferred = i > 0; });
  const page = await open(page_of(far), { hash: "#map" });
  const spots = await page.evaluate(() => [...document.querySelectorAll("#panel-map .frame .spot")].map((s) => ({ hollow: s.classList.contains("hollow"), x: Number(s.getAttribute("cx")) })));
  assert.deepEqual(spots.map((s) => s.hollow).sort(), [false, true]);
  assert.ok(spots.every((s) => s.x > 0 && s.x < 640));
  await page.getByRole("button", { name: "Show the whole world" }).click();
  const [a, b] = await page.evaluate(() => [...document.querySelectorAll("#panel-map .frame .spot")].map((s) => Number(s.getAttribute("cx"))));
  assert.ok(Math.abs(a - b) < 60, `${a} and ${b}`);
  // No outline runs across the whole map.
  const widest = await page.evaluate(() => Math.max(...[...document.querySelectorAll("#panel-map .land")].flatMap((l) => l.getAttribute("d").split("M").slice(1).flatMap((ring) => {
    const xs = ring.replace("Z", "").split("L").map((q) => Number(q.split(",")[0]));
    return xs.slice(1).map((x, i) => Math.abs(x - xs[i]));
  }))));
  assert.ok(widest < 320, `a line of ${widest}`);
  await page.quiet();
});

test("on paper everything is there", async () => {
  const page = await open(sample);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  for (const panel of ["events", "who", "said", "map", "sides"]) assert.ok(await page.locator(`#panel-${panel}`).isVisible(), panel);
  assert.equal(await page.locator(".tabs").isVisible(), false);
  await page.quiet();
});

/** The sample told n times over, as one report. */
function long(n) {
  const out = structuredClone(reading), step = reading.record.source.bytes + 2, units = Buffer.byteLength(reading.text) + 2, add = [];
  for (const list of ["sentences", "actors", "places", "times", "statements", "events", "relations"]) out.record[list] = [];
  for (const list of ["highlights", "paragraphs", "removed"]) out.record.article[list] = [];
  const shift = (value, i) => value && typeof value === "object" ? (Array.isArray(value) ? value.map((v) => shift(v, i)) :
    Object.fromEntries(Object.entries(value).map(([k, v]) => [k, (k === "start" || k === "end") && typeof v === "number" ? v + i * step : shift(v, i)]))) :
    typeof value === "string" && /^[aptser]\d+$/.test(value) ? `${value[0]}${Number(value.slice(1)) + i * 1000}` : value;
  for (let i = 0; i < n; ++i) {
    const part = shift(reading.record, i);
    for (const list of ["sentences", "actors", "places", "times", "statements", "events", "relations"]) out.record[list].push(...part[list]);
    for (const list of ["highlights", "paragraphs", "removed"]) out.record.article[list].push(...part.article[list]);
    for (let p = 0; p < reading.pieces.length; p += 5) add.push(reading.pieces[p] + i * units, reading.pieces[p + 1] + i * step, ...reading.pieces.slice(p + 2, p + 5));
  }
  return { ...out, text: Array(n).fill(reading.text).join("\n\n"), pieces: add };
}

// Counted is the processor time of the page's own process, its start included, which other programs on the machine do not lengthen; the clock is told beside it.
test("drawing takes time in proportion to the words at most", async (t) => {
  const least = {};
  for (const words of [1_000, 50_000]) {
    const path = page_of(long(Math.ceil(words / reading.text.split(/\s+/).length)));
    least[words] = Infinity;
    for (let i = 0; i < 3; ++i) {
      const page = await open(path);
      const clock = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0))));
      const session = await page.context().newCDPSession(page);
      await session.send("Performance.enable");
      const work = (await session.send("Performance.getMetrics")).metrics.find((m) => m.name === "ProcessTime").value * 1000;
      least[words] = Math.min(least[words], work);
      assert.equal(await page.locator(".alert").count(), 0);
      t.diagnostic(`${words} words (${Math.round(readFileSync(path).length / 1000)} KB): ${Math.round(work)} ms of processor time, ${Math.round(clock)} ms by the clock`);
      await page.quiet();
    }
  }
  assert.ok(least[50_000] <= 50 * least[1_000], `1,000 words took ${Math.round(least[1_000])} ms, 50,000 ${Math.round(least[50_000])}`);
});
