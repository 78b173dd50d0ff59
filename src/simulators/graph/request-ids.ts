import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

export interface RequestIds {
  requestId: string;
  clientRequestId: string;
}

/** Names each request, in its headers and in the body of a refusal; a caller's own name is kept. */
export function nameRequest(request: Request, response: Response, next: NextFunction): void {
  const requestId = randomUUID();
  const given = request.get('client-request-id') ?? '';
  const clientRequestId = given === '' ? requestId : given;
  response.locals['ids'] = { requestId, clientRequestId } satisfies RequestIds;
  response.set({ 'request-id': requestId, 'client-request-id': clientRequestId });
  next();
}

export const idsOf = (response: Response) => response.locals['ids'] as RequestIds;
