import { judgeWith, smallRule } from '../../support/judge/small-rule';

const failureTitle = { one: 'An Agent is bad for {target}', several: '{count} Agents are bad for {target}' };
const agents = [{ name: 'DC01' }, { name: 'DC02' }, { name: 'DC03' }];

function titleFor(more: object, subjects: string[] = []): string | null | undefined {
  const waivers = subjects.map((subject) => {
    return { rule: 'small-rule', subject, reason: 'accepted', owner: 'j.doe', expires: '2026-12-31' };
  });
  const [result] = judgeWith([smallRule({ failureTitle, ...more })], { agents }, { choice: { waivers } });
  return result?.failureTitle;
}

test('a failure title counts what is wrong and not waived, and is null where nothing is', () => {
  expect(titleFor({ assert: false })).toBe('3 Agents are bad for 7.4');
  expect(titleFor({ assert: false }, ['DC01', 'DC02'])).toBe('An Agent is bad for 7.4');
  expect(titleFor({ assert: false }, ['DC01', 'DC02', 'DC03'])).toBeNull();
  expect(titleFor({ assert: true })).toBeNull();
  expect(titleFor({ assert: true, needs: ['/version'] })).toBeNull();
});

test('a rule without one says that its title is not met', () => {
  expect(titleFor({ assert: false, failureTitle: undefined })).toBe('Not met: A small rule');
});

test('params are filled in', () => {
  const more = { assert: false, failureTitle: 'More than {most} are bad', params: { most: 5 } };
  expect(titleFor(more)).toBe('More than 5 are bad');
});
