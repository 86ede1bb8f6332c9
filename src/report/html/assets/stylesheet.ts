import { ACTION_STYLE } from './action-style';

/**
 * The style of the page. Colours are pairs of text and ground with a contrast of at least 4.5 to 1 in both
 * schemes, each named after its meaning; words or marks always say the same. Paper gets the light scheme.
 */
export const STYLESHEET = `
:root {
  --ground: #f4f6f8; --card: #fff; --text: #1a2330; --soft: #526070; --line: #d8dee6; --link: #1a5bb8; --field: #fff; --edge: #7b8796;
  --fail: #a51d16; --fail-g: #fdebe9; --warn: #7d4a00; --warn-g: #fff1d9; --unknown: #61389a; --unknown-g: #f1eafb;
  --pass: #17643a; --pass-g: #e4f4ea; --skip: #526070; --skip-g: #edf0f4;
  --bar-fail: #cf3a30; --bar-warn: #e2a21b; --bar-unknown: #8a5fc9; --bar-pass: #3d9b61; --bar-skip: #b6c0cb; --bar: #3b7bd0; --rest: #e6eaef;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #10151b; --card: #19202a; --text: #e5eaf0; --soft: #a2aebd; --line: #2e3845; --link: #85b4ff; --field: #10151b; --edge: #74818f;
    --fail: #ff9f96; --fail-g: #3e1b19; --warn: #f3c26a; --warn-g: #38290d; --unknown: #ccb2f6; --unknown-g: #2c2142;
    --pass: #88d9a6; --pass-g: #14321f; --skip: #a2aebd; --skip-g: #252e39;
    --bar-fail: #e5564c; --bar-warn: #d99b1c; --bar-unknown: #9b74d6; --bar-pass: #46a86c; --bar-skip: #56626f; --bar: #5b97e6; --rest: #2a333f;
  }
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 92rem; margin: 0 auto; padding: 0 1rem; }
main:focus { outline: none; }
header { padding-top: 1.25rem; }
footer { padding-block: 1rem 2rem; color: var(--soft); font-size: .875rem; }
h1 { margin: 0; font-size: .875rem; font-weight: 600; color: var(--soft); }
h2 { margin: .25rem 0 1rem; font-size: 1.625rem; line-height: 1.25; letter-spacing: -.01em; }
.route { display: inline-block; margin-inline-start: .375rem; color: var(--soft); font-weight: 400; font-size: 1.125rem; }
h3 { margin: 0 0 .75rem; font-size: 1.125rem; line-height: 1.3; }
h4 { display: inline; margin: 0; font-size: 1rem; }
h5, .rule h3 { margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.4; }
p { margin: 0 0 .5rem; }
a { color: var(--link); text-underline-offset: .15em; }
code { font: .875em/1.45 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", Menlo, monospace; }
dl, dd { margin: 0; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.jump { position: absolute; inset-inline-start: -100rem; }
.jump:focus { inset: .5rem auto auto .5rem; z-index: 1; padding: .5rem 1rem; background: var(--card); border-radius: 6px; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet, .none { color: var(--soft); }
.card, .verdict, .rule, details.estate { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.card { padding: 1rem 1.25rem; margin: 0 0 1.25rem; }
.card > :last-child { margin-bottom: 0; }
main > .card:first-child { margin-top: .75rem; }
.number { display: inline-block; min-width: 1.75em; padding: 0 .5em; border-radius: 1em; background: var(--skip-g); color: var(--skip); font-size: .8125rem; font-weight: 600; text-align: center; }

.verdict { padding: 1.25rem; margin-bottom: 1rem; border-inline-start: 6px solid var(--tone); }
.verdict .word { margin: 0 0 .25rem; color: var(--tone); font-size: 1.5rem; font-weight: 700; line-height: 1.2; letter-spacing: .01em; }
.word::before { content: var(--sign) / ""; margin-inline-end: .4em; }
.ready { --tone: var(--pass); --sign: "\\2713"; }
.ready-with-warnings { --tone: var(--warn); --sign: "!"; }
.undetermined { --tone: var(--unknown); --sign: "?"; }
.not-ready, .error { --tone: var(--fail); --sign: "\\2715"; }
.verdict .error { font-weight: 600; }
.verdict ul { margin: .5rem 0 0; padding-inline-start: 1.25rem; }
td .word { color: var(--tone); font-weight: 700; font-size: .875rem; white-space: nowrap; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr)); gap: .5rem; margin: 1rem 0; }
.tiles > div { display: flex; flex-direction: column-reverse; padding: .5rem .75rem; border-radius: 8px; }
.tiles dd { font-size: 1.5rem; font-weight: 700; line-height: 1.2; }
.tiles dt { font-size: .875rem; }
.tiles .zero { background: var(--skip-g); color: var(--skip); }
.coverage { margin: 0; font-size: .9375rem; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0 0 1.25rem; padding: 0 .25rem; font-size: .875rem; }
.facts dt { color: var(--soft); }

.fail, .warn, .unknown, .pass, .skip { --bar-g: var(--bar); }
.badge, .state, .tiles > div { background: var(--skip-g); color: var(--skip); }
.badge.fail, .state.fail, .tiles > .fail { background: var(--fail-g); color: var(--fail); }
.badge.warn, .state.warn, .tiles > .warn { background: var(--warn-g); color: var(--warn); }
.badge.unknown, .tiles > .unknown { background: var(--unknown-g); color: var(--unknown); }
.badge.pass, .state.pass, .tiles > .pass { background: var(--pass-g); color: var(--pass); }
.badge, .state { display: inline-block; padding: .125rem .5rem; border-radius: 6px; font-size: .8125rem; font-weight: 700; }
time, .state.pass, .state.warn, .state.fail { white-space: nowrap; }
.badge { min-width: 5.75rem; }
.badge::before, .pill::before { display: inline-block; width: 1.25em; font-weight: 700; }
.badge.fail::before { content: "\\2715" / ""; }
.badge.warn::before { content: "!" / ""; }
.badge.unknown::before { content: "?" / ""; }
.badge.pass::before { content: "\\2713" / ""; }
.badge.skip::before { content: "\\2013" / ""; }
.mark { display: inline-block; padding: 0 .4rem; border: 1px solid var(--edge); border-radius: 4px; color: var(--soft); font-size: .75rem; font-weight: 600; }
.mark.soon { border-color: var(--warn); color: var(--warn); }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 1.25rem; }
.chart { width: 100%; border-collapse: collapse; }
.chart th { width: 9.5rem; padding: .375rem .75rem .375rem 0; font-weight: 400; text-align: start; vertical-align: top; font-size: .9375rem; }
.chart td { padding: .375rem 0; }
.bar { display: block; width: 100%; height: .75rem; margin: .375rem 0 .25rem; border-radius: 3px; background: var(--rest); }
.bar .fail { fill: var(--bar-fail); } .bar .warn { fill: var(--bar-warn); } .bar .unknown { fill: var(--bar-unknown); }
.bar .pass { fill: var(--bar-pass); } .bar .skip { fill: var(--bar-skip); } .bar .amount { fill: var(--bar); }
.keys { display: block; color: var(--soft); font-size: .8125rem; line-height: 1.4; }
.key { margin-inline-end: .625rem; white-space: nowrap; }
.key::before { content: ""; display: inline-block; width: .625rem; height: .625rem; margin-inline-end: .3rem; border-radius: 2px; background: var(--dot); }
.key.fail { --dot: var(--bar-fail); } .key.warn { --dot: var(--bar-warn); } .key.unknown { --dot: var(--bar-unknown); } .key.pass { --dot: var(--bar-pass); } .key.skip { --dot: var(--bar-skip); }

form { display: grid; grid-template-columns: 1fr 1.5fr 1.5fr auto; gap: .75rem 1rem; align-items: end; }
form > * { margin: 0; min-width: 0; }
fieldset, #count { grid-column: 1 / -1; }
fieldset { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; border: 0; }
legend, form p > label { display: block; padding: 0; margin-bottom: .25rem; color: var(--soft); font-size: .875rem; }
.pill { display: inline-flex; align-items: center; gap: .375rem; min-height: 2.25rem; padding: .125rem .625rem; border: 1px solid var(--edge); border-radius: 8px; font-size: .9375rem; cursor: pointer; }
input, select, button { font: inherit; color: inherit; }
input[type=search], select { width: 100%; min-height: 2.5rem; padding: .375rem .625rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--field); }
input[type=checkbox] { width: 1.0625rem; height: 1.0625rem; margin: 0; accent-color: var(--link); }
::placeholder { color: var(--soft); opacity: 1; }
button { min-height: 2.5rem; padding: .25rem .875rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--skip-g); cursor: pointer; }
#count { color: var(--soft); font-size: .9375rem; }

.group { margin-bottom: 1.25rem; }
summary { cursor: pointer; }
.group > summary { padding: .375rem .25rem; }
.rules { margin: .25rem 0 0; padding: 0; list-style: none; }
.rule { margin-bottom: .5rem; }
.head { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .125rem .875rem; align-items: center; padding: .625rem 1rem; }
summary.head { position: relative; padding-inline-end: 2.5rem; list-style: none; }
summary.head::-webkit-details-marker { display: none; }
summary.head::after { content: ""; position: absolute; inset: 1.1rem 1.125rem auto auto; width: .5rem; height: .5rem; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(45deg); }
[open] > summary.head::after { transform: rotate(-135deg); inset-block-start: 1.35rem; }
.about, .reason { grid-column: 2; margin: 0; color: var(--soft); font-size: .875rem; }
.body { padding: .25rem 1rem 1rem; border-top: 1px solid var(--line); }
.advice { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: .375rem 1rem; margin: .75rem 0 1rem; max-width: 60rem; }
.advice dt { grid-column: 1; color: var(--soft); font-size: .875rem; line-height: 1.7; }
.advice dd { grid-column: 2; }
.long summary { color: var(--soft); font-size: .875rem; white-space: nowrap; }
.more { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin: .75rem 0 0; }

.findings, .stack { width: 100%; border-collapse: collapse; font-size: .9375rem; }
.findings th, .findings td, .stack th, .stack td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
.findings thead th, .stack thead th { color: var(--soft); font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.findings { table-layout: fixed; }
.findings code { display: inline-block; }
.findings th:first-child { width: 26%; } .findings th:nth-child(3), .findings th:nth-child(4) { width: 18%; }
.findings tbody th, .stack tbody th { font-weight: 600; }
.findings small { display: block; color: var(--soft); font: .75rem/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
noscript .findings { margin-top: 1rem; }
.trend > .stack { margin-bottom: 1.25rem; }
.portfolio .tiles { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
.stack th small, .overview td small { display: block; color: var(--soft); font-size: .8125rem; font-weight: 400; }
.stack tbody th { min-width: 11rem; }
.overview td:nth-child(n+4) { font-variant-numeric: tabular-nums; }
details.estate { margin-bottom: 1.25rem; padding: 0 1.25rem; }
details.estate > summary { padding: .75rem 0; }
details.estate > summary h2 { display: inline; font-size: 1.25rem; }
details.estate[open] { padding-bottom: .5rem; }
details.estate .charts > .card, details.estate > .card { margin-inline: 0; }

@media (max-width: 44rem) {
  .head { grid-template-columns: minmax(0, 1fr); align-items: start; }
  .head .badge { justify-self: start; }
  .about, .reason { grid-column: 1; }
  .advice { display: block; }
  .advice dd { margin-bottom: .5rem; }
  .card, .verdict { padding: 1rem; }
  details.estate { padding: 0 .75rem; }
  .findings, .findings tbody, .findings tr, .findings tbody th, .findings td, .stack, .stack tbody, .stack tr, .stack tbody th, .stack td { display: block; width: auto; padding: 0; border: 0; }
  .findings thead, .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .findings tbody tr, .stack tbody tr { padding: .625rem 0; border-bottom: 1px solid var(--line); }
  .findings tbody th:first-child { width: auto; }
  .findings td:nth-child(3), .findings td:nth-child(4) { width: auto; }
  .findings td:nth-child(3)::before { content: "Actual: "; color: var(--soft); }
  .findings td:nth-child(4)::before { content: "Expected: "; color: var(--soft); }
  .stack td::before { content: attr(data-label) ": "; color: var(--soft); }
  .overview td:nth-child(n+4) { display: inline-block; margin-inline-end: .875rem; }
  .chart th, .chart td { display: block; width: auto; padding: 0; }
  .chart th { padding-top: .75rem; }
  .chart tr:first-child th { padding-top: 0; }
  .chart .bar { margin-top: .125rem; }
  form { grid-template-columns: minmax(0, 1fr); }
  .badge { min-width: 0; }
  .route { margin-inline-start: 0; }
  .findings td:has(.none) { display: none; }
}
@media print {
  @page { margin: 1.5cm; }
  html { font-size: 9.5pt; }
  body { background: none; }
  header, main, footer { max-width: none; padding-inline: 0; }
  form, .more button, .jump { display: none !important; }
  .badge, .state, .bar, .bar rect, .key::before, .tiles > div { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .group::details-content, .rule details::details-content, .estate::details-content { content-visibility: visible; display: block; }
  .card, .findings tr, .stack tr, .chart tr, .advice { break-inside: avoid; }
  h3, h4, .head, .advice, thead { break-after: avoid; }
  summary { list-style: none; }
  summary.head::after { display: none; }
  a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; }
}
@media (forced-colors: active) {
  .badge, .state, .tiles > div, .number { border: 1px solid; }
  .bar rect { forced-color-adjust: none; }
}
${ACTION_STYLE}`;
