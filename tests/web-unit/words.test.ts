import { dayAndMonth, momentText } from '../../src/web/words/days';
import { initials } from '../../src/web/words/initials';
import { leftAfter } from '../../src/web/words/left-after';
import { splitReason } from '../../src/web/words/split-reason';
import { findSites } from '../../src/web/form/find-sites';
import { parseRoute } from '../../src/web/parse-route';

const NOW = '2026-10-06T19:05:00.000Z';

test('names a day without its weekday, with the year where it is another one', () => {
  expect(dayAndMonth('2026-10-16', NOW)).toBe('16 Oct');
  expect(dayAndMonth('2027-01-04', NOW)).toBe('4 Jan 2027');
  expect(dayAndMonth('2026-10-06T03:00:00.000Z', NOW, 'America/Chicago')).toBe('5 Oct');
});

test('gives the time alone for today', () => {
  expect(momentText('2026-10-06T13:40:00.000Z', NOW, 'America/Chicago')).toBe('08:40');
  expect(momentText('2026-09-02T15:31:00.000Z', NOW, 'America/Chicago')).toBe('2 Sep, 10:31');
});

test.each([
  ['Maya Okafor', 'MO'],
  ['Ana de la Cruz', 'AC'],
  ['Prince', 'P'],
  [' élise  wu ', 'ÉW'],
  ['', '?'],
])('shortens %j to %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  ['Testing comes first. Report it.', 'Testing comes first', 'Report it.'],
  ['Already with the provider: cancel it.', 'Already with the provider', 'cancel it.'],
  ['Orders do not go back.', 'Orders do not go back', ''],
  ['Version 2.5 is out', 'Version 2.5 is out', ''],
])('splits %j into rule and way forward', (reason, rule, wayForward) => {
  expect(splitReason(reason)).toEqual({ rule, wayForward });
});

test('takes the order’s part from what the budget has left, below zero too', () => {
  const budget = { cost_centre: '4410', fiscal_year: 2026, currency: 'USD' };
  expect(leftAfter({ ...budget, available: '43180.00', amount: '1064.52' })).toBe('$42,115.48');
  expect(leftAfter({ ...budget, available: '1.00', amount: '2.00' })).toBe('-$1.00');
});

test('finds sites by id, name or city, those that begin with the text first', () => {
  const site = (site_id: string, name: string, city: string) => ({
    ...{ site_id, name, city, region: 'TX', cost_centre: '1', currency: 'USD' },
  });
  const sites = [site('AUS01', 'Hill 1', 'Houston'), site('HOU07', 'TXH 7', 'Katy')];
  expect(findSites(sites, 'hou').map((one) => one.site_id)).toEqual(['HOU07', 'AUS01']);
  expect(findSites(sites, 'nowhere')).toEqual([]);
  expect(findSites(sites, ' ')).toHaveLength(2);
});

test.each([
  ['/home', { page: 'home' }],
  ['/circuit-orders', { page: 'board', order: null }],
  ['/circuit-orders/CO-2026-000123', { page: 'board', order: 'CO-2026-000123' }],
  ['/circuit-orders/new', { page: 'form', order: null }],
  ['/circuit-orders/CO-2026-000123/edit', { page: 'form', order: 'CO-2026-000123' }],
  ['/circuit-orders/17', { page: 'none' }],
  ['/circuit-orders/CO-2026-000123/edit/more', { page: 'none' }],
  ['/elsewhere', { page: 'none' }],
])('reads %s', (path, route) => {
  expect(parseRoute(path)).toEqual(route);
});
