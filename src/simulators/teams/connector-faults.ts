import type { NextFunction, Request, Response } from 'express';
import type { FaultLine, FaultPlan } from '../kit/fault-plan';
import type { Ledger } from '../kit/ledger';

export interface ConnectorFaults {
  /**
   * Applies the plan to a route. A kind is an HTTP status (`"429"`, with `retryAfter` seconds or
   * none, and `code`), `hang` (never answers), `slow` (after `ms`), `reset` (cut before the work is
   * done) or `lost` (the work is done, its answer is not delivered).
   */
  middleware(
    operation: string,
    keyOf: (request: Request) => string,
  ): (request: Request, response: Response, next: NextFunction) => void;
}

const CODES: Record<number, string> = {
  401: 'Unauthorized',
  403: 'BotNotInConversationRoster',
  404: 'ActivityNotFoundInConversation',
  412: 'PreconditionFailed',
  413: 'MessageSizeTooBig',
  429: 'TooManyRequests',
  501: 'NotImplemented',
};

export function answerError(
  response: Response,
  status: number,
  code = CODES[status] ?? 'ServiceError',
  message = 'The stand-in refuses this call.',
): void {
  response.status(status).json({ error: { code, message } });
}

function applyStatus(line: FaultLine, response: Response): void {
  const retryAfter = line.with?.['retryAfter'];
  if (typeof retryAfter === 'number') response.set('retry-after', String(retryAfter));
  const code = line.with?.['code'];
  answerError(response, Number(line.kind), typeof code === 'string' ? code : undefined);
}

/** The bot never hears this answer: its connection ends once the work is done. */
function loseAnswer(response: Response): void {
  response.end = (() => {
    response.socket?.destroy();
    return response;
  }) as Response['end'];
}

export function createConnectorFaults(plan: FaultPlan, ledger: Ledger): ConnectorFaults {
  return {
    middleware: (operation, keyOf) => (request, response, next) => {
      const key = keyOf(request);
      const line = plan.strike(operation, key);
      if (line === undefined) {
        next();
        return;
      }
      ledger.add('fault', { operation, key, fault: line.kind });
      switch (line.kind) {
        case 'hang':
          return;
        case 'reset':
          response.socket?.destroy();
          return;
        case 'lost':
          loseAnswer(response);
          next();
          return;
        case 'slow':
          setTimeout(next, Number(line.with?.['ms'] ?? 1000));
          return;
        default:
          applyStatus(line, response);
      }
    },
  };
}
