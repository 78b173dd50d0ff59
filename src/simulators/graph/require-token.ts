import type { NextFunction, Request, Response } from 'express';
import type { GraphContext } from './graph-context';
import { toErrorBody } from './graph-error';
import { idsOf } from './request-ids';

/** Lets only the bearer of a valid token pass, before path and body are looked at. */
export function requireToken(context: GraphContext) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const token = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    if (context.tokens.isValid(token)) {
      next();
      return;
    }
    const message =
      token === '' ? 'Access token is empty.' : 'Access token validation failure. Invalid token.';
    context.ledger.add('refused', { status: 401, path: request.path });
    response
      .status(401)
      .set('www-authenticate', 'Bearer realm="", error="invalid_token"')
      .json(
        toErrorBody('InvalidAuthenticationToken', message, context.clock.nowIso(), idsOf(response)),
      );
  };
}
