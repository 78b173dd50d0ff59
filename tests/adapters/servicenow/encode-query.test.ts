import { encodeQuery } from '../../../src/adapters/servicenow/encode-query';
import { mirrorAt, startScriptedInstance } from './scripted-instance';

const ID = '0123456789abcdef0123456789abcdef';

test('writes alternatives that are each complete, and one order for all', () => {
  const ours = { field: 'correlation_display', is: '=', value: 'circuit-orders' } as const;
  const query = encodeQuery(
    [
      [ours, { field: 'sys_updated_on', is: '>', value: '2026-03-01 08:00:00' }],
      [ours, { field: 'sys_id', is: '>', value: ID }],
    ],
    ['sys_updated_on', 'sys_id'],
  );
  expect(query).toBe(
    'correlation_display=circuit-orders^sys_updated_on>2026-03-01 08:00:00' +
      `^NQcorrelation_display=circuit-orders^sys_id>${ID}` +
      '^ORDERBYsys_updated_on^ORDERBYsys_id',
  );
});

const HOSTILE = [
  '',
  '   ',
  'javascript:gs.getUserID()',
  'JavaScript:1',
  ' javascript:1',
  'a^ORDERBYnumber',
  '^NQactive=true',
  'a\nb',
  'a\u0000',
  'a\u0085b',
  'a\u2028b',
];

test.each(HOSTILE)('refuses the value %j', (value) => {
  expect(() => encodeQuery([[{ field: 'correlation_id', is: '=', value }]], [])).toThrow('refused');
  expect(() => encodeQuery([[{ field: 'value', is: 'LIKE', value }]], [])).toThrow('refused');
});

test.each([
  ['a comma in a list', { field: 'element', is: 'IN', values: ['a', 'b,c'] }],
  ['an empty list', { field: 'element_id', is: 'IN', values: [] }],
  ['an at sign in a range', { field: 'value', is: 'BETWEEN', from: 'a', to: 'b@c' }],
  ['an id that lengthens the operator', { field: 'sys_id', is: '>', value: '=' + ID.slice(1) }],
  ['a moment that is none', { field: 'sys_updated_on', is: '>', value: '2026-03-01' }],
  ['a moment with a zone', { field: 'sys_updated_on', is: '>', value: '2026-03-01T08:00:00Z' }],
] as const)('refuses %s', (_name, condition) => {
  expect(() => encodeQuery([[condition]], [])).toThrow();
});

test('refuses a query without conditions, which would be the whole table', () => {
  expect(() => encodeQuery([], [])).toThrow('refused');
  expect(() => encodeQuery([[]], ['sys_id'])).toThrow('refused');
});

test('turns a hostile argument into a refusal before any call', async () => {
  const instance = await startScriptedInstance(() => ({ json: { result: [] } }));
  const mirror = mirrorAt(instance.url);
  const orderNumber = 'CO-2026-000123^NQactive=true';
  expect(await mirror.ensureTask({ orderNumber, fields: {} })).toMatchObject({
    outcome: 'refused',
  });
  expect(await mirror.listJournal([`${ID},x`], '2026-03-01 08:00:00')).toMatchObject({
    outcome: 'refused',
  });
  expect(await mirror.listJournal([ID], 'javascript:gs.now()')).toMatchObject({
    outcome: 'refused',
  });
  expect(await mirror.readTask('../sys_user')).toMatchObject({ outcome: 'refused' });
  expect(await mirror.listChanges({ updatedOn: '', sysId: '' })).toMatchObject({
    outcome: 'refused',
  });
  expect(instance.calls).toEqual([]);
  await instance.close();
});
