import { errorReport, makeFleet, makeReport } from '../../../src/engine/verdict/report';
import type { Inventory } from '../../../src/model/inventory';
import type { Report } from '../../../src/model/report';
import { HEADER } from '../../support/judge/judge-inventory';

const NOW = Date.parse('2026-11-20T22:00:00Z');

function report(inventory: object): Report {
  return makeReport({
    command: 'check',
    inventory: { ...HEADER, ...inventory } as Inventory,
    facts: { file: 'a.json', sha256: '00', collectedAt: HEADER.collectedAt },
    configuration: null,
    source: undefined,
    target: '7.4',
    now: NOW,
    results: [],
    estate: { agents: null, agentVersions: [] },
    gate: { failOn: 'fail', allowUnknown: false },
    hints: { suppliers: {}, fields: {} },
  });
}

test('a report says what the judgement rests on', () => {
  const sources = [
    { id: 'sql', kind: 'sql-server', status: 'failed', reason: 'no answer' },
    { id: 'a', kind: 'facts', sections: ['agents'] },
  ];
  expect(report({ sources })).toMatchObject({
    schemaVersion: 1,
    environment: 'contoso-prod',
    source: null,
    now: '2026-11-20T22:00:00Z',
    sources: [
      { id: 'sql', kind: 'sql-server', status: 'failed', reason: 'no answer', collectedAt: null },
      { id: 'a', kind: 'facts', status: null, reason: null, collectedAt: null, sections: ['agents'] },
    ],
  });
});

test('a run that could not judge has a report too', () => {
  const error = { code: 'inventory' as const, message: 'm', details: ['d'] };
  expect(errorReport('check', error, NOW, 'a.json')).toMatchObject({
    verdict: 'error',
    exitCode: 2,
    inventory: { file: 'a.json', sha256: '', collectedAt: '' },
    results: [],
    sources: [],
    estate: { agents: null, agentVersions: [] },
    error,
  });
  expect(errorReport('check', error, NOW).inventory).toBeNull();
});

test.each([
  [[0, 0], 0],
  [[0, 3], 3],
  [[3, 1], 1],
  [[1, 3, 2], 2],
])('of the exit codes %j the run has %d', (codes, exitCode) => {
  const reports = codes.map((code) => ({ ...report({}), exitCode: code as Report['exitCode'] }));
  expect(makeFleet(reports).exitCode).toBe(exitCode);
});
