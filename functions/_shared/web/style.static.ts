/**
 * The only style sheet, served under a name that holds its hash. Sea is for actions, orange only for open seats and roles.
 * A bundle holds it compressed.
 */

const css = String.raw;

export const STYLE = css`
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f8f8, #0c1417);
  --card: light-dark(#fff, #131e22);
  --sunk: light-dark(#edf1f1, #0a1013);
  --ink: light-dark(#0f2027, #e4edee);
  --dim: light-dark(#51656c, #93a8ae);
  --line: light-dark(#dbe3e4, #22333a);
  --edge: light-dark(#7d9298, #5b757e);
  --sea: light-dark(#0b6169, #62c6c9);
  --sea-soft: light-dark(#e2f1f1, #12343a);
  --on-sea: light-dark(#fff, #06181b);
  --orange: light-dark(#b23a0e, #ffa07a);
  --orange-soft: light-dark(#fdeee6, #3a2117);
  --green: light-dark(#2b6b2f, #8ccf8a);
  --green-soft: light-dark(#e6f3e4, #17301a);
  --red: light-dark(#a02733, #ff9aa2);
  --radius: 14px;
  --rule: 1px solid var(--line);
  --mono: ui-monospace, Menlo, Consolas, monospace;
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Inter, system-ui, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, h3 { margin: 0; line-height: 1.15; letter-spacing: -.02em; text-wrap: balance; }
h1 { font-size: clamp(2rem, 1.4rem + 2.6vw, 3.1rem); letter-spacing: -.032em; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.1rem; }
p { margin: 0; text-wrap: pretty; }
ul, ol { margin: 0; padding: 0; list-style: none; }
a { padding-block: .25rem; color: var(--sea); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--sea); outline-offset: 2px; border-radius: 4px; }
svg { fill: currentColor; }
code, pre { font-family: var(--mono); font-size: .88em; }
pre { margin: 0; padding: .7rem .9rem; background: var(--sunk); border-radius: 9px; white-space: pre-wrap; overflow-wrap: anywhere; }

/* Frame */
.wrap { container-type: inline-size; max-width: 1180px; margin-inline: auto; padding-inline: clamp(16px, 4vw, 32px); }
.narrow { max-width: 760px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; z-index: 2; padding: .5rem 1rem; background: var(--card); }
.top { background: var(--card); border-bottom: var(--rule); }
.top .wrap { display: flex; flex-wrap: wrap; align-items: center; gap: 0 24px; min-height: 60px; }
.brand { display: flex; align-items: center; gap: .6rem; min-height: 44px; color: var(--ink); font-weight: 650; text-decoration: none; }
.mark { color: var(--sea); flex: none; }
.top nav { display: flex; flex-wrap: wrap; gap: 0 clamp(14px, 2.4vw, 28px); margin-left: auto; font-size: .95rem; }
.top nav a { padding: .65rem 0; color: var(--dim); text-decoration: none; }
.top nav a:hover { color: var(--ink); }
.top nav a[aria-current] { border-bottom: 2px solid var(--sea); color: var(--ink); }
.bottom { margin-top: 40px; padding: 26px 0 44px; border-top: var(--rule); color: var(--dim); font-size: .93rem; }
.bottom .wrap { display: grid; gap: .7rem; }
.bottom ul { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; }
.crumbs { padding-top: 22px; color: var(--dim); font-size: .92rem; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; margin: .5rem 0 .3rem; }
.title h1 { min-width: 0; overflow-wrap: anywhere; }
.lead { max-width: 40rem; color: var(--dim); font-size: 1.14rem; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .4rem 1rem; }
.head > * { min-width: 0; overflow-wrap: anywhere; }
.split { display: grid; grid-template-columns: minmax(0, 1fr) 340px; gap: clamp(18px, 4vw, 48px); align-items: start; padding: 30px 0 24px; }
.stack { display: grid; gap: 18px; padding-block: 24px; }
.cards + .split { padding-top: 0; }
.split > .stack { padding: 0; }
.stack > *, .split > * { min-width: 0; }
.panel { padding: clamp(16px, 2.4vw, 24px); background: var(--card); border: var(--rule); border-radius: var(--radius); }
.panel > h2 { margin-bottom: .8rem; }
.panel > .head { margin-bottom: .8rem; }
.results { margin-top: 30px; }
.warn { background: var(--orange-soft); border-color: color-mix(in srgb, var(--orange) 40%, transparent); }
.dim { color: var(--dim); }
.hint { color: var(--dim); font-size: .9rem; }
.big { font-size: 1.5rem; font-weight: 700; letter-spacing: -.02em; line-height: 1.25; }
.call { color: var(--orange); font-weight: 650; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.above { position: relative; z-index: 1; }

/* Words in a shape */
.tag { display: inline-block; max-width: 100%; padding: .16rem .65rem; border-radius: 99px; background: var(--sunk); color: var(--dim); font-size: .85rem; font-weight: 650; }
.tag.open { background: var(--orange-soft); color: var(--orange); }
.tag.good { background: var(--green-soft); color: var(--green); }
.tag.sea { background: var(--sea-soft); color: var(--sea); }
.tags { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: .45rem; }
.tags:empty { display: none; }
.gap { margin-top: .9rem; }
.chips { display: flex; flex-wrap: wrap; gap: .45rem; margin-top: 14px; }
.chips li { max-width: 100%; }
.chip { display: inline-flex; overflow-wrap: anywhere; align-items: center; gap: .45rem; min-height: 36px; padding: .3rem .8rem; border: var(--rule); border-radius: 99px; background: var(--card); color: var(--ink); font-size: .92rem; text-decoration: none; }
.chip:hover { border-color: var(--sea); }
.chip b { color: var(--orange); font-weight: 650; }
.chip.none { color: var(--dim); }
.chip[aria-current] { background: var(--sea); border-color: var(--sea); color: var(--on-sea); }
.chip[aria-current] b { color: inherit; }

/* Faces */
.face { position: relative; display: inline-grid; place-items: center; flex: none; width: 29px; height: 29px; border-radius: 50%; overflow: hidden; font-size: 11px; font-weight: 650; line-height: 1;
  background: light-dark(oklch(.9 .055 var(--hue)), oklch(.36 .06 var(--hue))); color: light-dark(oklch(.34 .07 var(--hue)), oklch(.93 .03 var(--hue))); }
.face.m { width: 42px; height: 42px; font-size: 15px; }
.face.l { width: 60px; height: 60px; font-size: 21px; }
.face.adv { box-shadow: 0 0 0 2px var(--card), 0 0 0 4px var(--sea); }
.face.in { box-shadow: 0 0 0 2px var(--card), 0 0 0 4px var(--green); }
.face.out { background: none; color: var(--dim); outline: 1.5px dashed var(--dim); outline-offset: 1px; }
.face.free { border: 1.5px dashed var(--orange); color: var(--orange); background: none; font-size: 15px; font-weight: 500; }
.h0 { --hue: 20; } .h1 { --hue: 50; } .h2 { --hue: 80; } .h3 { --hue: 110; } .h4 { --hue: 140; } .h5 { --hue: 170; }
.h6 { --hue: 200; } .h7 { --hue: 230; } .h8 { --hue: 260; } .h9 { --hue: 290; } .h10 { --hue: 320; } .h11 { --hue: 350; }
.seats { display: flex; flex-wrap: wrap; gap: 5px; min-height: 29px; }

/* Drawings */
.seat { fill: var(--sea); opacity: .5; }
.seat-lead { fill: var(--sea); }
.seat-open { fill: none; stroke: var(--orange); stroke-width: 1.5; }
.bar { fill: var(--sea); opacity: .45; }
.bar-now { fill: var(--sea); }
.bars { display: block; flex: none; max-width: 100%; }
.badge { max-width: 100%; height: auto; }
.bars.tall { width: 100%; height: 84px; }
.hours { display: block; width: 100%; height: auto; }
.q0 { fill: var(--sunk); } .q1, .q2, .q3, .q4 { fill: var(--sea); } .q1 { opacity: .25; } .q2 { opacity: .5; } .q3 { opacity: .75; }
.mine { fill: var(--orange); }
.scale { display: flex; justify-content: space-between; color: var(--dim); font-size: .85rem; }

/* Controls */
.button { display: inline-flex; justify-content: center; align-items: center; min-height: 44px; padding: .55rem 1.1rem; border: 1px solid transparent; border-radius: 10px; background: var(--sea); color: var(--on-sea); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.button:hover { filter: brightness(1.08); }
.button.quiet { background: none; border-color: var(--line); color: var(--sea); }
.button.stop { background: none; border-color: var(--line); color: var(--red); }
.button.wide { width: 100%; }
label, legend { font-size: .92rem; font-weight: 600; }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
legend { margin-bottom: .3rem; padding: 0; }
input, select { width: 100%; min-height: 44px; padding: .5rem .7rem; border: 1px solid var(--edge); border-radius: 9px; background: var(--paper); color: inherit; font: inherit; }
input[type="checkbox"], input[type="radio"] { flex: none; width: 1.25rem; height: 1.25rem; min-height: 0; margin: 0; accent-color: var(--sea); }
.field { display: grid; gap: .3rem; margin-bottom: .9rem; }
.check { display: inline-flex; align-items: center; gap: .55rem; min-height: 44px; font-weight: 500; }
.check small { display: block; color: var(--dim); font-size: .88rem; font-weight: 400; }
.filters { border-block: var(--rule); }
.filters form { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1.1rem; padding: .8rem 0; }
.filters input[type="search"] { flex: 1 1 220px; max-width: 320px; background: var(--card); }
.filters select { width: auto; max-width: 100%; background: var(--card); }
.filters .last { margin-left: auto; }

/* Directory */
.hero { display: grid; grid-template-columns: 1.15fr .85fr; gap: clamp(24px, 5vw, 64px); align-items: center; padding: clamp(30px, 5vw, 58px) 0 34px; }
.hero .lead { margin-top: .9rem; }
.facts { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin-top: 1.4rem; color: var(--dim); font-size: .95rem; }
.facts b { color: var(--ink); font-size: 1.15rem; }
.facts .call, .facts .call b { color: var(--orange); font-weight: 650; }
.glyphs { display: grid; grid-template-columns: repeat(12, 1fr); gap: 6px; max-width: 600px; margin-top: 1.5rem; }
.glyphs svg { display: block; width: 100%; height: auto; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 18px; margin: 18px 0 40px; }
.cards.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); }
.card { position: relative; display: grid; grid-template-columns: minmax(0, 1fr); gap: .8rem; align-content: start; height: 100%; padding: 18px; background: var(--card); border: var(--rule); border-radius: var(--radius); }
.card:hover { border-color: var(--sea); }
.card header { display: flex; flex-wrap: wrap; gap: .15rem .6rem; align-items: start; }
.card header > * { max-width: 100%; }
.card header > :first-child { flex: 1 1 0; font-size: 1.28rem; overflow-wrap: break-word; }
.card header > :first-child a { color: inherit; text-decoration: none; }
.card header > :first-child a::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius); }
.card header p { flex-basis: 100%; color: var(--dim); font-size: .93rem; }
.small header { flex-direction: column; flex-wrap: nowrap; gap: .35rem; }
.small header > :first-child { flex: none; min-width: 0; }
.card .foot { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: .8rem; padding-top: .75rem; border-top: var(--rule); color: var(--dim); font-size: .9rem; }
.card .foot b { color: var(--ink); font-weight: 600; }
.caption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .6rem; margin-top: .2rem; color: var(--dim); font-size: .86rem; }
.caption b { color: var(--ink); font-weight: 600; }

/* Lists and tables */
.rows > li { display: flex; align-items: center; gap: .9rem; padding: .72rem 0; border-top: var(--rule); }
.rows > li:first-child { border-top: 0; padding-top: 0; }
.rows > li:last-child { padding-bottom: 0; }
.rows > li.wraps { align-items: start; }
.tight > li { gap: .7rem; padding: .3rem 0; }
.parts { gap: 20px; }
.parts h2 { margin-bottom: .35rem; }
.rows .text { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.rows small { display: block; color: var(--dim); font-size: .88rem; line-height: 1.4; }
.rows .end { flex: none; max-width: 50%; overflow-wrap: anywhere; color: var(--dim); font-size: .92rem; text-align: right; }
.groups > li { padding: .9rem 0; border-top: var(--rule); }
.step .rows { margin-top: .6rem; }
.step.out .route, .step:has(input:checked) .route { text-decoration: line-through; }
.if-ticked, .step.out .if-ticked { display: none; }
.step:not(.out):has(input:checked) .if-ticked { display: inline-block; }
.touched > li { display: grid; grid-template-columns: 7rem minmax(0, 1fr) auto; overflow-wrap: anywhere; gap: .5rem 1rem; align-items: center; padding: .6rem 0; border-top: var(--rule); }
.touched .seats { gap: 10px; }
.touched > li:first-child, .groups > li:first-child { border-top: 0; }
.glance { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 170px), 1fr)); gap: .5rem 1.4rem; }
.glance a { min-width: 0; overflow-wrap: anywhere; }
.glance li { display: flex; min-width: 0; justify-content: space-between; align-items: end; gap: .6rem; padding-bottom: .3rem; border-bottom: var(--rule); }
.prose h2 { margin: 1.6rem 0 .5rem; }
.prose > h2:first-child { margin-top: 0; }
.prose p, .prose ul, .prose ol { margin-top: .7rem; max-width: 42rem; }
.prose li { margin: .35rem 0 0 1.2rem; list-style: disc; }
.prose ol li { list-style: decimal; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .4rem 1.2rem; margin: 0; font-size: .95rem; }
dt { color: var(--dim); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th { color: var(--dim); font-size: .86rem; font-weight: 600; text-align: left; }
td, th { padding: .5rem .5rem .5rem 0; border-bottom: var(--rule); vertical-align: top; }
td.n, th.n { padding-right: 0; padding-left: .9rem; text-align: right; white-space: nowrap; }
td.better { color: var(--green); font-weight: 650; }
tbody th { overflow-wrap: anywhere; color: inherit; font-size: inherit; font-weight: 400; }

@media (max-width: 860px) {
  .hero, .split { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 560px) {
  .top nav { width: 100%; margin: 0; }
  .glyphs { grid-template-columns: repeat(8, 1fr); }
  .filters input[type="search"] { flex-basis: 100%; max-width: none; }
  .filters .last { margin-left: 0; }
  .seats { gap: 4px; }
  .weeks thead { display: none; }
  .weeks tr { display: block; padding: .6rem 0; border-bottom: var(--rule); }
  .weeks th, .weeks td.n { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0; border: 0; white-space: normal; }
  .weeks td::before { content: attr(data-of); color: var(--dim); }
  .rows > li.wraps { flex-wrap: wrap; }
  .rows > li.wraps .end { flex-basis: 100%; max-width: none; text-align: left; }
  .touched > li { grid-template-columns: minmax(0, 1fr) auto; }
  .touched .seats { grid-column: 1 / -1; grid-row: 2; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
}
/* So narrow that few words fit into a line, as on a phone with text of twice the size. */
@container (max-width: 14rem) {
  h1 { font-size: 1.4rem; }
  h2, .big, .card header > :first-child { font-size: 1.1rem; }
  select, ::placeholder { font-size: min(1rem, 6cqi); }
  select, input { padding-inline: .2rem; }
  .rows > li { flex-wrap: wrap; }
  .rows .text { min-width: min(100%, 8rem); }
  .rows .end { flex-basis: 100%; max-width: none; text-align: left; }
  .tag { padding-inline: .3rem; border-radius: 9px; }
  tr { display: flex; flex-wrap: wrap; justify-content: space-between; border-bottom: var(--rule); }
  td, th, td.n, th.n { padding: .2rem 0; border: 0; white-space: normal; }
  tr > :first-child { flex-basis: 100%; overflow-wrap: break-word; }
}
@media (forced-colors: active) {
  .chip[aria-current] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .seat, .seat-lead, .bar, .bar-now, .q1, .q2, .q3, .q4 { fill: CanvasText; }
  .seat-open { stroke: CanvasText; }
  .adv { border: 2px solid; }
}
@media print {
  :root { color-scheme: light; }
  .top nav, .skip, .filters, form, .check, .button { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .card, .chip { transition: border-color .15s; }
}
`
  .replace(/\/\*.*?\*\//g, "")
  .replace(/\s+/g, " ")
  .replace(/ ?([{};,>]) ?|: /g, (_, mark = ":") => mark)
  .replaceAll(";}", "}")
  .trim();
