// node tests/look.mjs PAGE OUTDIR   pictures of a page, for looking at
import { chromium } from "playwright-core";
const [page_path, out] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const shot = async (name, width, height, hash, scheme = "light", act) => {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  page.on("console", (m) => console.log(name, m.type(), m.text()));
  page.on("pageerror", (e) => console.log(name, "ERROR", e.message));
  await page.goto(`file://${page_path}${hash}`);
  if (act) await act(page);
  await page.waitForTimeout(150);
  await page.screenshot({ path: `${out}/${name}.png` });
  await page.close();
};
await shot("start", 1280, 800, "");
await shot("planned", 1280, 800, "#e14");
await shot("wide", 1720, 1000, "#e5");
await shot("dark", 1280, 800, "#e8", "dark");
await shot("who", 1280, 800, "#who");
await shot("said", 1280, 800, "#said");
await shot("map", 1280, 800, "#map");
await shot("sides", 1280, 800, "#sides");
await shot("phone", 360, 740, "#report");
await shot("phone-events", 360, 740, "#events");
await shot("phone-why", 360, 740, "#e14", "dark");
await browser.close();
