import { json, Router, type NextFunction, type Request, type Response } from 'express';
import { answerError } from './connector-faults';
import { conversationRoutes } from './conversation-routes';
import type { ConnectorParts } from './connector-parts';
import { rosterRoutes } from './roster-routes';
import type { Region } from './teams-state';

/** The largest message Teams takes. */
const MESSAGE_LIMIT_BYTES = 100 * 1024;

interface BodyError extends Error {
  status?: number;
}

/** One regional mount of the connector, as the bot reaches it: bearer checked before any body. */
export function connectorRoutes(region: Region, parts: ConnectorParts): Router {
  const router = Router();

  router.use(async (request: Request, response: Response, next: NextFunction) => {
    if (await parts.tokens.verify(request.get('authorization'))) {
      next();
      return;
    }
    parts.ledger.add('refused', { path: request.originalUrl, reason: 'bearer' });
    answerError(response, 401, 'Unauthorized', 'Authorization has been denied for this request.');
  });
  router.use(json({ limit: MESSAGE_LIMIT_BYTES, type: ['application/json', 'text/json'] }));
  router.use((error: BodyError, _request: Request, response: Response, next: NextFunction) => {
    if (error.status === 413) {
      answerError(response, 413, 'MessageSizeTooBig', 'Message size too large.');
    } else if (error.status === 400) {
      answerError(response, 400, 'BadSyntax', 'The body is not JSON.');
    } else next(error);
  });

  router.use(conversationRoutes(region, parts), rosterRoutes(region, parts));
  router.use((_request, response) => {
    answerError(response, 404, 'NotFound', 'The stand-in has no such operation.');
  });
  return router;
}
