import type { RequestHandler } from 'express';
import { Refusal } from '../domain/errors';

/** What an address answers: its own methods, HEAD with GET, and the question what it offers. */
function answered(methods: readonly string[]): string[] {
  const own = methods.map((method) => method.toUpperCase());
  return [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}

/** The last handler of an address: tells what is offered there, and refuses everything else. */
export function offerOnly(methods: readonly string[]): RequestHandler {
  const all = answered(methods);
  return (request, response, next) => {
    if (request.method === 'OPTIONS') response.status(204).set('Allow', all.join(', ')).end();
    // Offered, and yet nobody answered: there is nothing behind the address.
    else if (all.includes(request.method)) next();
    else {
      response.set('Allow', all.join(', '));
      next(new Refusal('METHOD_UNKNOWN'));
    }
  };
}
