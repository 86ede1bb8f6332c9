/** What `npm run test:fresh` looks for; see scripts/test-tools.cjs. */
export type Tool = 'browser' | 'git' | 'groff' | 'jq' | 'posix';

const missing = (process.env.TP_DOCTOR_TESTS_WITHOUT ?? '').split(',');

/**
 * `test` for tests that need these tools. They are skipped only where `npm run test:fresh` has said that a tool is not
 * to be had; with `npm test` alone they fail without it.
 */
export function testWith(...tools: Tool[]): jest.It {
  return tools.some((tool) => missing.includes(tool)) ? test.skip : test;
}
