// node build.mjs [OUT]   makes the page from src/: one HTML file with its styles and its program inside, and a place for the data (src/html/page.html of the engine).
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

// The licences of d3-geo (and, with other years, of topojson-client and world-atlas) ask to stand in every copy.
const notice = readFileSync(join(here, "node_modules/d3-geo/LICENSE"), "utf8").trim();

export async function page() {
  const options = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", absWorkingDir: here, logLevel: "error", loader: { ".json": "text" } };
  const [program, style] = await Promise.all([
    build({ ...options, entryPoints: ["src/main.ts"], format: "iife", target: ["chrome105", "firefox115", "safari16"] }),
    build({ ...options, entryPoints: ["src/style.css"], target: ["chrome105", "firefox115", "safari16"] }),
  ]);
  const js = program.outputFiles[0].text.trim(), css = style.outputFiles[0].text.trim();
  if (/<\/(script|style)|<!--/i.test(js + css)) throw new Error("the program would end its own element");
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  // Nothing from elsewhere, no markup from text (trusted types), no form, no frame.
  const policy = `default-src 'none'; script-src ${hash(js)}; style-src ${hash(css)}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
  return [
    `<!doctype html>`,
    `<html lang="en">`,
    `<meta charset="utf-8">`,
    `<!-- Made by dateline (Apache-2.0). The map: Natural Earth (public domain) by world-atlas, drawn with d3-geo and topojson-client:\n${notice}\n-->`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="referrer" content="no-referrer">`,
    `<title>dateline</title>`,
    `<style>${css}</style>`,
    `<body>`,
    `<noscript>This page draws itself with the program inside it; let scripts run for this file. It loads nothing.</noscript>`,
    `<script id="data" type="application/json">{{data}}</script>`,
    `<script>${js}</script>`,
    ``,
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[2] ?? join(here, "../src/html/page.html");
  writeFileSync(out, await page());
  console.log(`${out}: ${readFileSync(out).length} bytes`);
}
