import { scriptValue } from '../../../src/simulators/servicenow/query/script-value';
import { found, quietInstance } from './quiet-instance';

// 22:30 on Monday in Los Angeles, already Tuesday in UTC.
const nowMs = Date.parse('2026-10-06T05:30:15Z');
const valueIn = (zone: string) => (script: string) =>
  scriptValue(`javascript:${script}`, { nowMs, userId: 'me', zone });
const inLosAngeles = valueIn('America/Los_Angeles');

describe('a script in a query', () => {
  it.each([
    ['gs.beginningOfToday()', '2026-10-05 07:00:00'],
    ['gs.endOfToday()', '2026-10-06 06:59:59'],
    ['gs.beginningOfYesterday()', '2026-10-04 07:00:00'],
    ['gs.beginningOfThisMonth()', '2026-10-01 07:00:00'],
    ['gs.endOfLastMonth()', '2026-10-01 06:59:59'],
    ['gs.beginningOfThisYear()', '2026-01-01 08:00:00'],
    ['gs.endOfNextYear()', '2028-01-01 07:59:59'],
    ['gs.daysAgoStart(7)', '2026-09-28 07:00:00'],
    ['gs.daysAgoEnd(1)', '2026-10-05 06:59:59'],
    ['gs.daysAgo(1)', '2026-10-05 05:30:15'],
    ['gs.hoursAgo(2)', '2026-10-06 03:30:15'],
    ['gs.minutesAgoStart(15)', '2026-10-06 05:15:00'],
    ["gs.dateGenerate('2026-12-24','start')", '2026-12-24 08:00:00'],
    ["gs.dateGenerate('2026-12-24', '18:30:00')", '2026-12-25 02:30:00'],
    ['gs.dateGenerate("2026-12-24","end")', '2026-12-25 07:59:59'],
    ['gs.dateGenerate("2026-12-24 18:30:00")', '2026-12-25 02:30:00'],
    ['gs.nowDateTime()', '2026-10-06 05:30:15'],
    ['gs.getUserID()', 'me'],
  ])('%s is counted on the caller’s calendar: %s', (script, expected) => {
    expect(inLosAngeles(script)).toBe(expected);
  });

  it('counts on another calendar for a caller of another zone', () => {
    expect(valueIn('GMT')('gs.beginningOfToday()')).toBe('2026-10-06 00:00:00');
  });

  it.each([
    'gs.log(1)',
    'gs.daysAgo()',
    "gs.dateGenerate('2026-02-31','start')",
    'gs.dateGenerate(\'2026-12-24","start")',
    'gs.dateGenerate("2026-12-24")',
    'alert(1)',
    '',
  ])('is nothing where it is no stock function: %s', (script) => {
    expect(inLosAngeles(script)).toBeUndefined();
  });
});

test('an hour a clock change leaves out is no reason to lose a day', () => {
  const onChange = Date.parse('2026-03-08T20:00:00Z');
  const viewer = { nowMs: onChange, userId: 'me', zone: 'America/Los_Angeles' };
  const edges = ['gs.beginningOfToday()', 'gs.endOfToday()'].map((script) =>
    scriptValue(`javascript:${script}`, viewer),
  );
  expect(edges).toEqual(['2026-03-08 08:00:00', '2026-03-09 06:59:59']);
});

test('finds what the list view’s filters ask for', () => {
  const instance = quietInstance([
    { number: 'A', due_date: '2026-10-06 09:00:00', active: 'true' },
    { number: 'B', due_date: '2026-10-08 09:00:00', active: 'true' },
  ]);
  const day = "javascript:gs.dateGenerate('2026-10-06','start')";
  const end = "javascript:gs.dateGenerate('2026-10-06','end')";
  expect(found(instance, `due_dateON2026-10-06@${day}@${end}`)).toEqual(['A']);
  expect(found(instance, `due_dateBETWEEN${day}@${end}`)).toEqual(['A']);
  expect(found(instance, `due_date>${end}`)).toEqual(['B']);
});
