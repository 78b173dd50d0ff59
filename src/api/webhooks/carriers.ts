import { timingSafeEqual } from 'node:crypto';
import express, { Router } from 'express';
import { Refusal } from '../../domain/errors';
import type { ApiTools } from '../api-tools';

const MOST_BYTES = '64kb';

/**
 * Call-backs of carriers. They rarely sign, so a secret path lets them in and nothing they say is
 * believed: a call-back only makes us read the order earlier.
 */
export function carrierHooks({ hint, settings, log }: ApiTools): Router {
  const router = Router();
  router.post(
    '/api/hooks/carriers/:provider/:secret/*rest',
    (request, _response, next) => {
      const given = Buffer.from(request.params['secret'] ?? '');
      const wanted = Buffer.from(settings.hookSecret ?? '');
      const fits = wanted.length > 0 && given.length === wanted.length;
      next(fits && timingSafeEqual(given, wanted) ? undefined : new Refusal('ROUTE_UNKNOWN'));
    },
    express.json({ limit: MOST_BYTES }),
    (request, response, next) => {
      const provider = request.params['provider'] ?? '';
      hint(provider, request.body).then((known) => {
        if (!known) log.info({ provider }, 'a call-back named no order of ours');
        response.status(204).end();
      }, next);
    },
  );
  return router;
}
