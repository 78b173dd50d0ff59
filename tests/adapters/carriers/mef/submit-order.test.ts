import type { ServerResponse } from 'node:http';
import type { CrashPoint } from '../../../../src/ports/crash-points';
import { ProviderTrouble, type SubmitAnswer } from '../../../../src/ports/provider';
import {
  anOrderForm,
  startScriptedCarrier,
  type Answer,
  type ScriptedCarrier,
} from './scripted-carrier';

let carrier: ScriptedCarrier;
beforeEach(async () => {
  carrier = await startScriptedCarrier();
});
afterEach(() => carrier.close());

const CREATE = 'POST /productOrder';
const created = { id: 'PO-1', externalId: 'CO-2026-000123', state: 'acknowledged' };

function submitAgainst(...answers: Answer[]): Promise<SubmitAnswer> {
  carrier.on(CREATE, ...answers);
  return carrier.provider().submit(anOrderForm());
}

async function troubleOf(promise: Promise<unknown>): Promise<ProviderTrouble> {
  const error = await promise.then(
    (value) => new Error(`no trouble: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderTrouble);
  return error as ProviderTrouble;
}

const posts = () => carrier.calls.filter(({ path }) => path === '/productOrder');

describe('accepted', () => {
  test('is a 201 with an id', async () => {
    expect(await submitAgainst({ status: 201, json: created })).toEqual({
      answer: 'accepted',
      providerOrderId: 'PO-1',
      acknowledged: true,
    });
  });

  test('ignores attributes it does not know and the case of our key', async () => {
    const json = { ...created, externalId: ' co-2026-000123', '@type': 'x', news: [1] };
    expect(await submitAgainst({ status: 201, json })).toMatchObject({ answer: 'accepted' });
  });

  test('is not acknowledged when the state is missing or unheard of', async () => {
    for (const state of [undefined, 'quantum']) {
      const answer = await submitAgainst({ status: 201, json: { ...created, state } });
      expect(answer).toMatchObject({ answer: 'accepted', acknowledged: false });
    }
  });

  test('announces the request sent before the answer, then the answer', async () => {
    const order: string[] = [];
    carrier.on(CREATE, (_call, response) => {
      order.push('carrier has it');
      setTimeout(() => {
        response.writeHead(201).end(JSON.stringify(created));
      }, 100);
    });
    const reached = (point: CrashPoint, number: string) => order.push(`${point} ${number}`);
    await carrier.provider({ crashPoints: { reached } }).submit(anOrderForm());
    expect(order.slice(0, 2).sort()).toEqual(['car.send CO-2026-000123', 'carrier has it']);
    expect(order[2]).toBe('car.answer CO-2026-000123');
  });
});

describe('refused', () => {
  test('is a 422 and names each field', async () => {
    const json = [
      {
        code: 'invalidValue',
        reason: 'too soon',
        propertyPath: 'productOrderItem[0].requestedCompletionDate',
      },
      { code: 'missingProperty', reason: 'needed', message: 'say who', propertyPath: '/contact' },
    ];
    expect(await submitAgainst({ status: 422, json })).toEqual({
      answer: 'refused',
      problems: [
        {
          code: 'invalidValue',
          path: 'productOrderItem[0].requestedCompletionDate',
          message: 'too soon',
        },
        { code: 'missingProperty', path: '/contact', message: 'needed: say who' },
      ],
    });
  });

  test('is a 400 with one error', async () => {
    const json = { code: 'invalidBody', reason: 'no items' };
    expect(await submitAgainst({ status: 400, json })).toEqual({
      answer: 'refused',
      problems: [{ code: 'invalidBody', path: '', message: 'no items' }],
    });
  });

  test('is a 422 even when it says nothing readable', async () => {
    const answer = await submitAgainst({ status: 422, text: '<html>' });
    expect(answer).toMatchObject({ answer: 'refused', problems: [{ code: 'otherIssue' }] });
  });

  test('is an address the carrier does not know, before anything is sent', async () => {
    carrier.on('POST /geographicAddressValidation', { json: { state: 'ready' } });
    expect(await submitAgainst({ status: 201, json: created })).toMatchObject({
      answer: 'refused',
      problems: [{ path: 'siteAddress' }],
    });
    expect(posts()).toEqual([]);
  });
});

describe('unknown', () => {
  const tenMegabytes = JSON.stringify({ ...created, padding: 'x'.repeat(10_000_000) });
  const cases: [string, Answer][] = [
    ['a 201 without an id', { status: 201, json: { state: 'acknowledged' } }],
    ['a 201 with a number for an id', { status: 201, json: { ...created, id: 7 } }],
    ['a 201 with broken JSON', { status: 201, text: '{"id":"PO-1"' }],
    ['a 201 without a body', { status: 201 }],
    ['a 201 with a body of 10 MB', { status: 201, text: tenMegabytes }],
    ['a 201 about another order', { status: 201, json: { ...created, externalId: 'CO-9' } }],
    ['a redirect', { status: 307, headers: { location: '/elsewhere' } }],
    ['a conflict', { status: 409, json: { code: 'conflict', reason: 'busy' } }],
    ['an internal error', { status: 500, json: { code: 'internalError', reason: 'oops' } }],
    ['a bad gateway', { status: 502, text: 'bad gateway' }],
    ['a reset after the order was taken', (_call, response) => response.destroy()],
    ['silence', () => undefined],
    [
      'a body that drips',
      (_call, response) => {
        drip(response);
      },
    ],
    [
      'a body that is cut off',
      (_call, response) => {
        cutOff(response);
      },
    ],
  ];
  test.each(cases)('is %s', async (_name, answer) => {
    expect(await submitAgainst(answer)).toMatchObject({ answer: 'unknown' });
    expect(posts()).toHaveLength(1);
  });

  function drip(response: ServerResponse) {
    response.writeHead(201, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => {
      clearInterval(timer);
    });
  }

  function cutOff(response: ServerResponse) {
    response.writeHead(201, { 'content-length': '1000' });
    response.write('{"id":"PO-1",');
    setTimeout(() => response.destroy(), 50);
  }
});

describe('trouble', () => {
  test('of a busy carrier carries the seconds to wait', async () => {
    for (const status of [429, 503]) {
      const trouble = await troubleOf(submitAgainst({ status, headers: { 'retry-after': '7' } }));
      expect(trouble).toMatchObject({ trouble: 'retryable', retryAfterMs: 7000 });
    }
  });

  test('of a busy carrier carries the time until its date, by its own clock', async () => {
    const headers = {
      date: 'Tue, 01 Sep 2026 10:00:00 GMT',
      'retry-after': 'Tue, 01 Sep 2026 10:02:00 GMT',
    };
    const trouble = await troubleOf(submitAgainst({ status: 429, headers }));
    expect(trouble.retryAfterMs).toBe(120_000);
  });

  test('of a busy carrier that names no time carries none', async () => {
    for (const headers of [{}, { 'retry-after': 'soon' }]) {
      const trouble = await troubleOf(submitAgainst({ status: 503, headers }));
      expect(trouble).toMatchObject({ trouble: 'retryable', retryAfterMs: null });
    }
  });

  test('is for a person when we may not, or ask at the wrong address', async () => {
    for (const status of [403, 404]) {
      expect(await troubleOf(submitAgainst({ status }))).toMatchObject({ trouble: 'auth' });
    }
  });

  test('is no retry when the carrier does not offer it', async () => {
    expect(await troubleOf(submitAgainst({ status: 501 }))).toMatchObject({
      trouble: 'notOffered',
      code: 'PROVIDER_NOT_OFFERED',
    });
  });
});
