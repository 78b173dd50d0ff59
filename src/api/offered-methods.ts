import type { RequestHandler } from 'express';
import { Refusal } from '../domain/errors';

/** What an address answers: its own methods, HEAD with GET, and the question what it offers. */
function answered(methods: readonly string[]): string[] {
  const own = methods.map((method) => method.toUpperCase());
  return [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** Tells what an address offers and refuses all else; what is offered goes on to who answers it. */
export function offerOnly(methods: readonly string[]): RequestHandler {
  const all = answered(methods);
  return (request, response, next) => {
    if (request.method === 'OPTIONS') response.status(204).set('Allow', all.join(', ')).end();
    else if (all.includes(request.method)) next();
    else {
      response.set('Allow', all.join(', '));
      next(new Refusal('METHOD_UNKNOWN'));
    }
  };
}
