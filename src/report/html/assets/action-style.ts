/** The style of what is to be done: what is in the way, evidence to supply, the way back, and the decision on paper. */
export const ACTION_STYLE = `
.blockers, .tasks, .way-back { margin: 0; padding: 0; list-style: none; }
.blockers { columns: 25rem 3; column-gap: 1.25rem; }
.blockers > li { break-inside: avoid; padding: 0 0 .75rem .75rem; border-inline-start: 3px solid var(--bar-fail); margin-bottom: .75rem; font-size: .875rem; line-height: 1.4; }
.blockers > li:last-child { margin-bottom: 0; padding-bottom: 0; }
.blockers h4 { display: block; color: var(--fail); line-height: 1.35; margin-bottom: .125rem; font-size: .9375rem; }
.blockers ul { margin: 0 0 .25rem; padding-inline-start: 1.1rem; }
.blockers p { margin: 0 0 .125rem; }
.tasks > li { padding: .5rem 0; border-top: 1px solid var(--line); }
.tasks p { margin: 0; }
.tasks p + p { margin-top: .25rem; }
.tasks pre { margin: .375rem 0; padding: .5rem .75rem; border-radius: 6px; background: var(--skip-g); white-space: pre-wrap; }
.tasks .about::before { content: "("; } .tasks .about::after { content: ")"; }
.tasks summary { color: var(--soft); font-size: .875rem; }
.way-back li { display: flex; gap: .75rem; align-items: baseline; padding: .25rem 0; }
.way-back .badge { flex: none; }
.supply { grid-column: 2; font-size: .9375rem; }
.approval { display: none; }
@media (min-width: 70rem) {
  .verdict:has(> .tiles) { display: grid; grid-template-columns: minmax(16rem, 1fr) minmax(36rem, 1.2fr); gap: 0 1.5rem; padding-block: .875rem; }
  .verdict > .tiles { grid-area: 1 / 2 / span 2; margin: 0; }
  .verdict > .coverage { grid-column: 1 / -1; margin-top: .5rem; }
}
@media (max-width: 44rem) { .supply { grid-column: 1; } .blockers { columns: auto; } }
@media print {
  .blockers { columns: auto; }
  .tasks > li, .way-back, .approval { break-inside: avoid; }
  .tasks details::details-content { content-visibility: visible; display: block; }
  .approval { display: block; margin-top: 1.5rem; }
  .approval table { width: 100%; border-collapse: collapse; table-layout: fixed; }
  .approval th, .approval td { height: 2.75rem; padding: .25rem .5rem; border: 1px solid var(--edge); text-align: start; vertical-align: bottom; font-weight: 400; }
  .approval thead th { height: auto; color: var(--soft); }
}
`;
