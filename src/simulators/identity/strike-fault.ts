import type { NextFunction, Request, Response } from 'express';
import type { IdentityContext } from './identity-context';

/**
 * Lets the fault plan strike before the route answers. Operations are `metadata`, `jwks`,
 * `authorize` and `token`; kinds `dropBefore`, `stall`, `status429` (with `retryAfterSeconds`),
 * `status500` and `status503`.
 */
export function strikeFault(context: IdentityContext, operation: string) {
  return (request: Request, response: Response, next: NextFunction) => {
    const fault = context.faults.strike(operation, operation);
    context.ledger.add('call', { operation, path: request.path, fault: fault?.kind ?? null });
    switch (fault?.kind) {
      case undefined:
        next();
        return;
      case 'stall':
        return;
      case 'dropBefore':
        request.socket.destroy();
        return;
      case 'status429':
        response.set('retry-after', String(Number(fault.with?.['retryAfterSeconds'] ?? 1)));
        response.status(429).json({ error: 'temporarily_unavailable' });
        return;
      default: {
        const status = Number(/^status(\d{3})$/.exec(fault?.kind ?? '')?.[1] ?? 500);
        response.status(status).json({ error: 'temporarily_unavailable' });
      }
    }
  };
}
