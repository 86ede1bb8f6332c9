import { camelCase } from '../../src/model/option';

test.each([
  ['sql-server', 'sqlServer'],
  ['activity-monitor-client-id', 'activityMonitorClientId'],
  ['now', 'now'],
])('the option --%s is %s in code', (name, inCode) => {
  expect(camelCase(name)).toBe(inCode);
});
