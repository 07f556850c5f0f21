// Articles that would run a script, send a request or break a page that took their words for markup. Each goes through the engine as text and as HTML.
const run = "window.__ran=1";
const rest = " The president met the king in Paris on Monday and said the treaty would be signed next month.";
const deep = (open, n) => open.repeat(n);

export const hostile = Object.entries({
  script: `<script>${run}</script>`,
  "script-upper": `<SCRIPT SRC=http://example.invalid/a.js></SCRIPT>`,
  "script-end": `</script><script>${run}</script>`,
  "script-end-space": `</script ><script>${run}</script>`,
  "script-end-tab": `</script\t><img src=x onerror=${run}>`,
  "script-half": `</scr</script>ipt><script>${run}</script>`,
  "comment-script": `<!--<script>`,
  "comment-open": `<!-- ${run}`,
  "comment-end": `--><script>${run}</script><!--`,
  "comment-bang": `--!><script>${run}</script>`,
  cdata: `<![CDATA[<script>${run}</script>]]>`,
  img: `<img src=x onerror="${run}">`,
  "img-remote": `<img src="http://example.invalid/p.png">`,
  "img-set": `<img srcset="http://example.invalid/p.png 1x">`,
  svg: `<svg onload="${run}"><script>${run}</script></svg>`,
  "svg-use": `<svg><use href="http://example.invalid/s.svg#a"/></svg>`,
  "svg-animate": `<svg><animate onbegin="${run}" attributeName=x dur=1s>`,
  math: `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
  iframe: `<iframe src="javascript:${run}"></iframe>`,
  "iframe-srcdoc": `<iframe srcdoc="<script>parent.__ran=1</script>"></iframe>`,
  object: `<object data="http://example.invalid/x.swf"></object><embed src="http://example.invalid/x">`,
  link: `<link rel=stylesheet href="http://example.invalid/x.css">`,
  preload: `<link rel=preload as=script href="http://example.invalid/x.js"><link rel=dns-prefetch href="//example.invalid">`,
  style: `<style>@import "http://example.invalid/x.css"; *{background:url(http://example.invalid/y)}</style>`,
  "style-end": `</style><script>${run}</script>`,
  base: `<base href="http://example.invalid/">`,
  refresh: `<meta http-equiv=refresh content="0;url=http://example.invalid/">`,
  policy: `<meta http-equiv="Content-Security-Policy" content="script-src *">`,
  form: `<form action="http://example.invalid/"><input autofocus onfocus="${run}"><button>go</button></form>`,
  video: `<video src="http://example.invalid/v.mp4" onloadstart="${run}" autoplay></video>`,
  "js-link": `<a href="javascript:${run}">a link</a>`,
  "js-link-tab": `<a href="java\tscript:${run}">a link</a>`,
  "js-bare": `javascript:${run}`,
  "data-link": `<a href="data:text/html,<script>${run}</script>">a link</a> data:text/html,<script>${run}</script>`,
  vb: `<a href="vbscript:msgbox(1)">x</a>`,
  handler: `<p onmouseover="${run}" onclick="${run}">words</p>`,
  "quote-break": `"><script>${run}</script>`,
  "apostrophe-break": `' onmouseover='${run}' x='`,
  "json-break": `"}]}</script><script>${run}</script>`,
  "json-escape": String.raw`\u003cscript\u003e${run}\u003c/script\u003e \"},{\"`,
  entities: `&lt;script&gt;${run}&lt;/script&gt; &#x3C;img src=x onerror=${run}&#x3E;`,
  "entities-twice": `&amp;lt;script&amp;gt;${run}&amp;lt;/script&amp;gt;`,
  "line-separator": `words\u2028${run}\u2029//`,
  template: "${" + run + "} {{" + run + "}} `" + run + "` {{data}} <%= 1 %>",
  "proto": `__proto__ constructor toString hasOwnProperty said __proto__.`,
  "rtl-override": `\u202Ethe king met\u202C \u2066isolate \u202B never closed \u202E\u202E`,
  "rtl-text": `قال الرئيس إن الملك زار باريس يوم الاثنين. שלום, the minister said in تل أبيب.`,
  combining: `Z${"\u0300\u0489\u035f".repeat(300)}algo said the pre\u0301sident of C\u0327a met.`,
  emoji: `🙂👩‍👩‍👧‍👦🇰🇪 The 🇪🇹 minister met 👨🏽‍⚖️ the judge.`,
  surrogates: `\u{10FFFF}\u{1F468}\u200D\u{1F469} the king\uFFFE\uFFFF met`,
  nul: `The\u0000 president\u0000 met\u0001\u0008\u001b[31m the king\u007f.`,
  bom: `\uFEFF\uFEFFThe president\u200b\u00ad met\u2060 the king.`,
  "long-word": "a".repeat(100_000),
  "long-line": ("The king met the queen. " + "a".repeat(10_000) + " ").repeat(100),  // a line of 1 MB
  "long-name": "President " + "Abcdefgh".repeat(3_000) + " met King " + "Xy".repeat(9_000) + " in Paris.",
  "deep-tags": deep("<div>", 3_000) + "The king met the queen." ,
  "deep-quotes": deep("“", 1_000) + "the king met" + deep("”", 1_000),
  "deep-parentheses": deep("(", 3_000) + "the king said" + deep(")", 3_000),
  "deep-lists": deep("<ul><li>", 1_000) + "item",
  empty: ` `,
  "only-marks": `!!! ??? --- *** "" '' ()`,
  "many-lines": "x\n".repeat(5_000),
}).flatMap(([name, words]) => {
  const plain = `A headline ${name.startsWith("long") || name.startsWith("deep") || name.startsWith("many") ? "" : words}\n\n${words}${rest}\n\n"${words.slice(0, 3000)}," said the king.\n`;
  const html = `<html><head><title>${words.slice(0, 2000)}</title></head><body><article><h1>A headline</h1><p>${words}${rest}</p><p>${words.slice(0, 3000)} The king said so.</p></article></body></html>`;
  const article = { id: `${name}.text`, text: plain, uri: `javascript:${run}` };
  return /[<&]/.test(words) ? [article, { id: `${name}.html`, html, uri: "data:text/html,x" }] : [article];
});

hostile.push({ id: `</script><script>${run}</script>`, text: `An id that breaks.${rest}` }, { id: `../../../etc/passwd`, text: `A path.${rest}` }, { id: "index", text: `No index.${rest}` },
             { id: "CON\u0000.html", text: `A device.${rest}` }, { id: `"><img src=x onerror=${run}>`, text: `A quote.${rest}` });
