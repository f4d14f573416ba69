/** How a printed lesson looks: ink on white paper, A4 or Letter; on a screen also dark. */

/** Colours are the page's, and mean the same observed facts; words always stand beside them. */
const colours = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #151c19);
  --well: light-dark(#f4f6f4, #1e2723);
  --line: light-dark(#dbe1dc, #2a3530);
  --rule: light-dark(#7d8983, #66736c);
  --ink: light-dark(#14201b, #e6ece8);
  --ink-2: light-dark(#48554e, #a9b5ae);
  --ink-3: light-dark(#5d6962, #8c9992);
  --string: light-dark(#5c6a3a, #b7c28f);
  --lost: light-dark(#9a4300, #f8a965);
  --blocked: light-dark(#960b2e, #ff8798);
  --sans: -apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', 'Open Sans', 'Noto Sans', Cantarell, Ubuntu, Roboto, sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', 'Noto Sans Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}`

const words = `
* { box-sizing: border-box; }
body { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem; font: 1rem/1.6 var(--sans); color: var(--ink); background: var(--paper); font-variant-ligatures: none; }
h1, h2, h3, h4 { margin: 0; line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { font-size: 1.9rem; letter-spacing: -0.016em; }
h2 { margin-top: 3rem; font-size: 1.45rem; letter-spacing: -0.01em; }
h3 { margin-top: 1.5rem; font-size: 1.05rem; }
p, ul, ol, dl { margin: 0.6rem 0; }
p { text-wrap: pretty; orphans: 3; widows: 3; max-width: 62ch; }
li { max-width: 62ch; }
a { color: inherit; text-decoration: underline 1px var(--rule); text-underline-offset: 3px; }
a.term { text-decoration-style: dotted; }
em { font-style: normal; font-weight: 600; }
code, pre, i { font-family: var(--mono); font-size: 0.88em; font-variant-ligatures: none; }
img, svg { max-width: 100%; }
aside, blockquote { margin: 1rem 0; padding: 0.2rem 0; border: solid var(--rule); border-width: 1px 0; break-inside: avoid; }
.brand { margin: 0 0 2rem; font-weight: 600; color: var(--ink-2); }
.summary { font-size: 1.15rem; }
.facts, .same, .end, caption { font-size: 0.82rem; color: var(--ink-2); }
.number { display: inline-block; min-width: 1.6em; color: var(--ink-3); font-variant-numeric: tabular-nums; }
.contents { margin-top: 1.5rem; padding: 0.8rem 0 0; border-top: 1px solid var(--rule); list-style: none; }
.contents a { text-decoration: none; }
.options, .checks { padding: 0; list-style: none; }
.checks li, .question > ul > li { position: relative; padding-left: 1.3em; }
.checks li::before, .question > ul:not(.options, .checks) > li::before { position: absolute; top: 0.8em; left: 0.1em; width: 0.55em; border-top: 2px solid var(--rule); content: ''; }
.question > ul { padding: 0; list-style: none; }
.lettered, .question > ul > li.lettered { position: relative; padding-left: 1.7em; }
.question > ul > li.lettered::before { content: none !important; }
.letter { position: absolute; left: 0; font-weight: 600; }
.ask { margin: 1rem 0; padding: 0.1rem 0 0.3rem; border: solid var(--rule); border-width: 1px 0; break-inside: avoid; }
.ask h3 { margin-top: 0.6rem; }
table { width: 100%; margin: 1rem 0; border-collapse: collapse; font-size: 0.9rem; line-height: 1.45; }
th, td { padding: 0.25rem 0.8rem 0.25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-bottom-color: var(--rule); }
tr, table.whole { break-inside: avoid; }
dt { margin-top: 0.8rem; font-weight: 600; break-after: avoid; }
dd { margin: 0; break-inside: avoid; }
dd p { margin: 0.1rem 0; }`

const code = `
figure { margin: 1rem 0; break-inside: avoid; }
figcaption { padding-bottom: 0.2rem; font: 600 0.82rem/1.5 var(--mono); border-bottom: 1px solid var(--rule); break-after: avoid; }
figcaption code { font-weight: 400; color: var(--ink-2); }
pre { margin: 0.5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid; }
pre code { font-size: 0.82rem; line-height: 1.5; }
.code pre { counter-reset: line; }
.line, .row { display: block; position: relative; min-height: 1.5em; padding-left: 3.2em; font: 0.82rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
.line { counter-increment: line; }
.line::before { position: absolute; left: 0; width: 2.2em; text-align: right; color: var(--ink-3); content: counter(line); }
.line:target { background: var(--well); }
.row { padding-left: 5em; }
.row i { position: absolute; left: 0; width: 4em; text-align: right; font-style: normal; font-size: 1em; color: var(--ink-3); font-variant-numeric: tabular-nums; }
.row b { position: absolute; left: 4.3em; }
.row.left { padding-left: 5em; color: var(--ink-3); font-family: var(--sans); }
.end { margin: 0; }
.question pre:not(.code pre) { padding-left: 0.9rem; border-left: 2px solid var(--ink); }
.hljs-keyword, .hljs-built_in { font-weight: 600; }
.hljs-string { color: var(--string); }
.hljs-comment { color: var(--ink-3); font-style: italic; }
.happened caption { padding-bottom: 0.3rem; text-align: left; border-bottom: 1px solid var(--rule); }
.happened td:first-child { width: 4.4em; padding-right: 1em; text-align: right; font: 0.8rem/1.6 var(--mono); color: var(--ink-3); }
.happened td code, li code, p code { overflow-wrap: anywhere; }
.happened th { width: 22%; font-weight: 600; }
.lost { color: var(--lost); }
.failed { color: var(--blocked); }`

const paper = `
@page { margin: 18mm 17mm 20mm; @bottom-right { font: 8.5pt sans-serif; color: #5d6962; content: counter(page); } }
@media print {
  :root { color-scheme: light; }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  p, li { max-width: 76ch; }
  h2 { margin-top: 0; padding-top: 2.2rem; }
  .step { break-inside: auto; }
  .quiz, .key, .words { break-before: page; }
  .quiz .question { break-inside: avoid; }
  .question { margin-bottom: 1.4rem; }
  .key { font-size: 0.92em; }
  .key li, .key pre { break-inside: avoid; }
  a { text-decoration-color: #dbe1dc; }
}
@media screen { .question { margin-bottom: 2rem; } }`

export const style = [colours, words, code, paper].join('\n')
