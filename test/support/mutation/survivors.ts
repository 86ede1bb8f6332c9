/** The changes of knowledge that no example can notice, each with the reason; the list is exact. */
export const SURVIVORS: Record<string, string> = {
  'inventory-fresh /needs/0: removed':
    "the inventory's schema asks for collectedAt, so no inventory that is judged is without it",
  ...Object.fromEntries(
    [
      ['0', 'EventFilter = AdmEvent LdapEvent', 'EventFilter = AdmEvent LdapEvenq'],
      ['1', 'DebugFilter = Rules', 'DebugFilter = Ruleq'],
      ['2', 'DebugTrace = ApiCall', 'DebugTrace = ApiCalq'],
    ].map(([at, now, other]) => [
      `logging-settings-converted /where/allOf/1/not/properties/loggingIni/properties/settings/settingsCurrent/${at}/now: "${now}" → "${other}"`,
      'the keyword asks for the text, and a step shows its own instead',
    ]),
  ),
};
