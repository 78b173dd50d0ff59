import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { SimulatorClock } from '../kit/simulator-clock';
import { toErrorBody } from './graph-error';
import { idsOf } from './request-ids';

const BROKEN_JSON =
  'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.';

/** Answers what no route took, and what a body parser refused, in Graph's form. */
export function graphRefusals(clock: SimulatorClock) {
  const unknown: RequestHandler = (request, response) => {
    const segment = request.path.split('/').filter(Boolean).at(-1) ?? '';
    const message = request.path.startsWith('/v1.0/me')
      ? '/me request is only valid with delegated authentication flow.'
      : `Resource not found for the segment '${segment}'.`;
    response.status(400).json(toErrorBody('BadRequest', message, clock.nowIso(), idsOf(response)));
  };
  const failed: ErrorRequestHandler = (
    error: Partial<Error> & { status?: number; type?: string },
    _request,
    response,
    next,
  ) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = error.status ?? 500;
    const code = status < 500 ? 'BadRequest' : 'InternalServerError';
    const message = error.type === 'entity.parse.failed' ? BROKEN_JSON : (error.message ?? '');
    response.status(status).json(toErrorBody(code, message, clock.nowIso(), idsOf(response)));
  };
  return { unknown, failed };
}
