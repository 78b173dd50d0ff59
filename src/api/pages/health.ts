import { Router, type RequestHandler } from 'express';
import type { ApiTools } from '../api-tools';

/** What whoever runs the process asks: alive, started, able to serve. An outage outside is not death. */
export function healthPages({ isReady }: Pick<ApiTools, 'isReady'>): Router {
  const router = Router();
  const alive: RequestHandler = (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  };
  router.get('/livez', alive);
  router.get('/startupz', alive);
  router.get('/readyz', (_request, response, next) => {
    isReady()
      .catch(() => false)
      .then((ready) => {
        const status = ready ? 'ok' : 'waiting';
        response
          .status(ready ? 200 : 503)
          .set('Cache-Control', 'no-store')
          .json({ status });
      })
      .catch(next);
  });
  return router;
}
