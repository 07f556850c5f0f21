// npm run pictures   draws the pictures of the sample in docs/pictures/ (as they stand there: with fonts-inter and fonts-noto-core). DATELINE names the engine, CHROMIUM the browser.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "../.."), out = process.argv[2] ?? join(root, "docs/pictures");
const file = join(root, "build/sample.html");
mkdirSync(out, { recursive: true });
execFileSync(process.env.DATELINE ?? join(root, "build/dateline"), ["read", "docs/sample/report.txt", "--published", "2024-03-15", "--html", file], { cwd: root });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

async function picture(name, width, height, { open, click, scheme = "light" }) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await page.goto(`file://${file}${open ? `#${open}` : ""}`);
  if (click) await page.locator(click).first().click();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.close();
}

const planned = ".side .card:has(.b-planned):has(.arrow)";
await picture("report", 1280, 800, {});
await picture("why-planned", 1280, 800, { click: planned });
await picture("dark", 1280, 800, { click: ".side .card:has(.b-negated)", scheme: "dark" });
await picture("map", 1280, 800, { open: "map" });
await picture("sides", 1280, 800, { open: "sides" });
await picture("telephone", 360, 740, { open: "report" });
await browser.close();
// A third of the size, where pngquant is installed.
try {
  execFileSync("pngquant", ["--ext", ".png", "--force", "--skip-if-larger", "--quality", "80-95", ...readdirSync(out).filter((f) => f.endsWith(".png")).map((f) => join(out, f))]);
} catch (e) {
  console.error(`pictures are left as they are: ${e.message}`);
}
