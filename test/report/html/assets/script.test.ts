import { SCRIPT } from '../../../../src/report/html/assets/script';
import { findScriptFaults } from '../../../support/report/script-faults';

jest.setTimeout(60_000);

test('the script of the page satisfies the compiler against the types of a browser', () => {
  expect(findScriptFaults(SCRIPT)).toEqual([]);
});
