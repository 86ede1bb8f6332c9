/** The style of the runbook; its hash stands in the policy of the page. For screens of either scheme and for paper. */
export const PLAN_STYLESHEET = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --page: #fff; --card: #f6f8fa;
  --fail: #b42318; --warn: #8a5a00; --unknown: #7a3fb0; --pass: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa4af; --line: #3d444d; --page: #0d1117;
  --card: #161b22; --fail: #ff8a80; --warn: #e3b341; --unknown: #d2a8ff; --pass: #56d364; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem;
  border-top: 2px solid var(--line); padding-top: 1rem; } h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { margin: .25rem 0; } .quiet, small { color: var(--soft); } small { display: block; font-size: .85rem; }
.route { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 1rem 0; list-style: none; }
.route li { padding: .4rem .8rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); }
.route li + li::before { content: "→ "; color: var(--soft); }
.badge { font-weight: 700; white-space: nowrap; } thead th { white-space: nowrap; } .not-ready, .error, .fail { color: var(--fail); } .warn, .ready-with-warnings { color: var(--warn); }
.unknown, .undetermined { color: var(--unknown); } .ready { color: var(--pass); }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
td:first-child, td:nth-child(2) { min-width: 7rem; } td.badge { min-width: 0; } thead th { color: var(--soft); font-weight: 600; }
.steps { list-style: none; padding: 0; } .steps > li { display: grid; grid-template-columns: 1.6rem 1fr; gap: .25rem;
  padding: .6rem .8rem; margin: .5rem 0; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); }
.steps label { font-weight: 600; } input[type=checkbox] { width: 1.05rem; height: 1.05rem; margin: .25rem 0 0; }
code { font: .88rem ui-monospace, Consolas, monospace; } a { color: inherit; }
#state { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; padding: .5rem 0;
  background: var(--page); border-bottom: 1px solid var(--line); } #state p { flex-basis: 100%; margin: 0; } #progress { width: 12rem; }
.step:has(> :checked) { opacity: .75; } .step:has(> :checked) .title { text-decoration: line-through; }
.record { display: flex; flex-wrap: wrap; gap: .25rem .75rem; margin-top: .35rem; } .record[hidden], [hidden] { display: none !important; }
.record label { font-weight: 400; font-size: .85rem; color: var(--soft); } .record label:last-child { flex: 1 1 14rem; }
button, .record input, textarea { font: inherit; color: inherit; background: var(--page); border: 1px solid #7b8796; border-radius: .3rem;
  padding: .15rem .5rem; } textarea { display: inline-block; width: 80%; vertical-align: top; field-sizing: content; }
.command { display: flex; gap: .5rem; align-items: start; padding: .35rem .6rem; margin: .25rem 0; border: 1px solid var(--line);
  border-radius: .3rem; } .command code { flex: 1; white-space: pre-wrap; } .command button { flex: none; font-size: .85rem; }
.steps > li > div { min-width: 0; } @media (max-width: 40rem) { body { padding: .75rem; } table { table-layout: fixed; } td:first-child, td:nth-child(2) { min-width: 0; } .badge { white-space: normal; } }
.tasks { padding-left: 1.25rem; } .approval { display: none; }
@media print { #state button, .copy { display: none; } #state { position: static; } .approval { display: block; break-inside: avoid; }
  .approval td { height: 2.5rem; border: 1px solid var(--line); } .step:has(> :checked) { opacity: 1; } .record label { break-inside: avoid; }
  .command, .tasks > li { break-inside: avoid; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .steps > li, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; } a[href]::after { content: " (" attr(href) ")"; font-size: .8em; } }
`;
