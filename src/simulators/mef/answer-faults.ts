import type { Request, Response } from 'express';
import { recordExchange } from '../kit/exchange-recorder';
import type { FaultLine, FaultPlan } from '../kit/fault-plan';
import { isObject } from './issues';
import type { JsonObject } from './mef-state';

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Faults that answer in place of the call, which is then never carried out. */
const ANSWERS: Readonly<Record<string, [number, string]>> = {
  status401Once: [401, 'invalidCredentials'],
  status403: [403, 'accessDenied'],
  status409: [409, 'conflict'],
  status429: [429, 'tooManyUsers'],
  status500: [500, 'internalError'],
  status501: [501, 'notImplemented'],
  status503: [503, 'internalError'],
};

/** A plan in which `Once` means once and a look-up lag of n calls strikes n times. */
export function withOwnDefaults(plan: FaultPlan): FaultPlan {
  return {
    ...plan,
    set(lines, seed) {
      const given = lines.map((line) => {
        if (line.times !== undefined) return line;
        if (line.kind === 'status401Once') return { ...line, times: 1 };
        const calls = line.with?.['calls'];
        return line.kind === 'lookupLag' && typeof calls === 'number'
          ? { ...line, times: calls }
          : line;
      });
      plan.set(given, seed);
    },
  };
}

function recordSilence(request: Request): void {
  recordExchange({
    direction: 'client',
    method: request.method,
    path: request.originalUrl,
    request: (request.body as unknown) ?? null,
    status: 0,
    response: null,
  });
}

/** Before anything is done: true when the fault has answered (or hung up). */
export function strikeAtOnce(fault: FaultLine, request: Request, response: Response): boolean {
  if (fault.kind === 'dropBefore' || fault.kind === 'reset') {
    recordSilence(request);
    request.socket.resetAndDestroy();
    return true;
  }
  if (fault.kind === 'redirect') {
    const to = fault.with?.['location'];
    response.redirect(307, typeof to === 'string' ? to : '/elsewhere');
    return true;
  }
  const answer = ANSWERS[fault.kind];
  if (!answer) return false;
  const retryAfter = fault.with?.['retryAfter'];
  if (typeof retryAfter === 'number' || typeof retryAfter === 'string') {
    response.set('Retry-After', String(retryAfter));
  }
  response.status(answer[0]).json({ code: answer[1], reason: 'A planned fault.' });
  return true;
}

/** After the work is done: true when the answer was lost, held back or spoilt on its way. */
export function strikeAnswer(
  fault: FaultLine,
  answer: Answer,
  request: Request,
  response: Response,
): boolean {
  if (fault.kind === 'commitThenDrop') {
    recordSilence(request);
    request.socket.resetAndDestroy();
    return true;
  }
  if (fault.kind === 'commitThenStall') {
    recordSilence(request);
    return true;
  }
  if (fault.kind === 'commitThenBrokenJson') {
    const text = JSON.stringify(answer.body ?? {});
    response.status(answer.status).type('application/json');
    response.send(text.slice(0, Math.max(1, Math.floor(text.length / 2))));
    return true;
  }
  return false;
}

/** Answers that arrive whole but say something odd. */
export function bendAnswer(fault: FaultLine, answer: Answer): Answer {
  if (!isObject(answer.body)) return answer;
  const body: JsonObject = { ...answer.body };
  if (fault.kind === 'created201WithoutId') delete body['id'];
  else if (fault.kind === 'hugeBody') {
    const bytes = fault.with?.['bytes'];
    body['padding'] = 'x'.repeat(typeof bytes === 'number' ? bytes : 4_000_000);
  } else if (fault.kind === 'unknownState') body['state'] = 'awaitingMoonPhase';
  else if (fault.kind === 'backwardState') {
    const history = Array.isArray(body['stateChange']) ? (body['stateChange'] as unknown[]) : [];
    body['stateChange'] = history.slice(0, 1);
    body['state'] = 'acknowledged';
  } else if (fault.kind === 'changedCase' && typeof body['externalId'] === 'string') {
    body['externalId'] = ` ${body['externalId'].toLowerCase()} `;
  } else if (fault.kind === 'noExpectedDate' && Array.isArray(body['productOrderItem'])) {
    body['productOrderItem'] = body['productOrderItem'].map((item: JsonObject) => ({
      ...item,
      expectedCompletionDate: undefined,
    }));
  }
  return { ...answer, body };
}
