import { timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { Refusal } from '../../domain/errors';
import type { ApiTools } from '../api-tools';
import { addressOf } from '../authenticate';
import { jsonBody } from '../json-body';
import type { RateLimiter } from '../rate-limit';

const MOST_BYTES = '64kb';

/**
 * Call-backs of carriers. They rarely sign, so a secret path lets them in and nothing they say is
 * believed: a call-back only makes us read the order earlier.
 */
export function carrierHooks({ hint, settings, log }: ApiTools, limiter: RateLimiter): Router {
  const router = Router();
  router.post(
    '/api/hooks/carriers/:provider/:secret{/*rest}',
    (request, response, next) => {
      const given = Buffer.from(request.params['secret']);
      const wanted = Buffer.from(settings.hookSecret ?? '');
      const fits = wanted.length > 0 && given.length === wanted.length;
      if (fits && timingSafeEqual(given, wanted)) {
        next();
        return;
      }
      const seconds = limiter.take(addressOf(request), 'anonymous');
      if (seconds > 0) response.set('Retry-After', String(seconds));
      next(new Refusal(seconds > 0 ? 'TOO_MANY_REQUESTS' : 'ROUTE_UNKNOWN', {}));
    },
    jsonBody(MOST_BYTES, ['application/json']),
    (request, response, next) => {
      const provider = request.params['provider'];
      hint(provider, request.body).then((known) => {
        if (!known) log.info({ provider }, 'a call-back named no order of ours');
        response.status(204).end();
      }, next);
    },
  );
  return router;
}
