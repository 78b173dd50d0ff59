import { request, type IncomingMessage } from 'node:http';
import { until } from '../../support/personas';
import {
  INTEGRATION,
  startInstance,
  type CallMore,
  type RunningInstance,
} from './running-instance';

describe('the API refuses', () => {
  let instance: RunningInstance;
  beforeEach(async () => {
    instance = await startInstance();
  });
  afterEach(() => instance.simulator.close());

  it.each<[string, string, string, CallMore, number, string]>([
    ['a table nobody has', 'GET', '/api/now/table/nope', {}, 400, 'Invalid table nope'],
    ['writing to it', 'POST', '/api/now/table/nope', { body: {} }, 400, 'Invalid table nope'],
    [
      'a path that is none',
      'GET',
      '/api/now/nope',
      {},
      400,
      'Requested URI does not represent any resource',
    ],
    [
      'broken JSON',
      'POST',
      '/api/now/table/sc_task',
      { body: '{"a":' },
      400,
      'Exception while reading request',
    ],
    [
      'JSON that is no object',
      'POST',
      '/api/now/table/sc_task',
      { body: '[]' },
      400,
      'Exception while reading request',
    ],
    [
      'a write without a body',
      'POST',
      '/api/now/table/sc_task',
      {},
      400,
      'Exception while reading request',
    ],
    [
      'a body over 10 MB',
      'POST',
      '/api/now/table/sc_task',
      { body: { description: 'x'.repeat(10 * 1024 * 1024) } },
      400,
      'Exception while reading request',
    ],
    [
      'a body of another type',
      'POST',
      '/api/now/table/sc_task',
      { body: '<a/>', headers: { 'content-type': 'text/xml' } },
      415,
      'Unsupported media type',
    ],
    [
      'to answer in another type',
      'GET',
      '/api/now/table/sc_task',
      { headers: { accept: 'text/xml' } },
      406,
      'Not acceptable',
    ],
    [
      'a query operator it does not simulate',
      'GET',
      '/api/now/table/sc_task?sysparm_query=sys_class_nameINSTANCEOFtask',
      {},
      501,
      'Not simulated',
    ],
    [
      'a method that makes no sense',
      'PATCH',
      '/api/now/table/sc_task',
      { body: {} },
      405,
      'Method not supported',
    ],
  ])('%s', async (_claim, method, path, more, status, message) => {
    const answer = await instance.call(method, path, more);
    expect([answer.status, answer.error.message]).toEqual([status, message]);
    expect(JSON.parse(answer.text)).toHaveProperty('status', 'failure');
  });

  it('with no detail where there is none', async () => {
    const { text } = await instance.table('GET', 'nope');
    expect(text).toBe(
      '{"error":{"message":"Invalid table nope","detail":null},"status":"failure"}',
    );
  });

  it.each(['*/*', 'application/json', 'application/json, text/plain, */*'])(
    'nothing to who accepts %s',
    async (accept) => {
      expect((await instance.table('GET', 'sc_task', { headers: { accept } })).status).toBe(200);
    },
  );

  it('a target over 8192 bytes with one line of HTML, before it looks at credentials', async () => {
    const path = '/api/now/table/sc_task?sysparm_query=';
    const at = (length: number, headers: Record<string, string> = {}) =>
      instance.call('GET', path.padEnd(length, 'x'), { headers });
    expect((await at(8192)).status).toBe(200);
    const answer = await at(8193, { authorization: '' });
    expect(answer.status).toBe(414);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toMatch(/^<html>[^\n]*\n$/);
    expect((await at(60_000)).status).toBe(414);
  });

  it('calls past an hourly limit, and says when to come back', async () => {
    await instance.control('PUT', 'knobs', {
      rateRules: [
        { name: 'Everybody', limit: 1 },
        { name: 'Itil', limit: 3, role: 'itil' },
        { name: 'Itil low', limit: 2, role: 'itil' },
      ],
    });
    const first = await instance.table('GET', 'sc_task');
    expect(first.headers.get('x-ratelimit-limit')).toBe('2');
    expect(first.headers.get('x-ratelimit-rule')).toBe('Itil low');
    expect(first.headers.get('x-ratelimit-reset')).toBe(
      String(Date.parse('2026-10-06T20:00:00Z') / 1000),
    );
    await instance.table('GET', 'sc_task');
    const third = await instance.table('GET', 'sc_task');
    expect(third.status).toBe(429);
    expect(third.error).toEqual({
      message: 'Rate limit exceeded',
      detail: 'Rate limit of 2 requests per hour for Table API exceeded',
    });
    expect(third.headers.get('retry-after')).toBe(String(55 * 60));
    instance.clock.advance(55 * 60_000);
    expect((await instance.table('GET', 'sc_task')).status).toBe(200);
  });

  it('calls past four at work and fifty in the queue, without a word', async () => {
    const statuses: number[] = [];
    const told = (status: number, times: number) =>
      until(
        () => Promise.resolve(statuses.filter((one) => one === status).length),
        (count) => count === times,
      );
    const answered = (response: IncomingMessage) => {
      response.resume().on('end', () => statuses.push(response.statusCode ?? 0));
    };
    // None of them ends before its body does, so four are at work for as long as that takes.
    const calls = Array.from({ length: 60 }, () => {
      const call = request(
        {
          port: instance.simulator.port,
          host: '127.0.0.1',
          path: '/api/now/table/sc_task',
          auth: 'circuit.orders:integration-secret',
          headers: { 'content-length': 2 },
          agent: false,
        },
        answered,
      );
      // Who was refused is no longer listened to.
      call.on('error', () => undefined).flushHeaders();
      return call;
    });
    await told(429, 6);
    for (const call of calls) call.end('{}');
    await told(200, 54);
    expect(statuses).toHaveLength(60);
  });

  it('nothing to who comes after callers that hung up in the queue', async () => {
    await instance.control('PUT', 'faults', [
      { operation: 'read sc_task', kind: 'delay', with: { ms: 100 }, times: 4 },
    ]);
    const hangingUp = Array.from({ length: 12 }, () =>
      fetch(`http://127.0.0.1:${instance.simulator.port}/api/now/table/sc_task`, {
        headers: { authorization: `Basic ${INTEGRATION}` },
        signal: AbortSignal.timeout(40),
      }),
    );
    await Promise.allSettled(hangingUp);
    const later = Array.from({ length: 8 }, () => instance.table('GET', 'sc_task'));
    const statuses = (await Promise.all(later)).map((answer) => answer.status);
    expect(statuses).toEqual(Array.from({ length: 8 }, () => 200));
  });
});
