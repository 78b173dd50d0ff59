import { Router, type RequestHandler } from 'express';
import type { ApiTools } from '../api-tools';

const PATIENCE_MS = 2_000;

/** A part that does not answer in time is not ready; whoever asks has a patience of their own. */
async function withinTime(isReady: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  try {
    return await Promise.race([isReady(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What whoever runs the process asks: alive, started, able to serve. An outage outside is not death. */
export function healthPages(
  { isReady }: Pick<ApiTools, 'isReady'>,
  patienceMs = PATIENCE_MS,
): Router {
  const router = Router();
  const alive: RequestHandler = (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  };
  router.get('/livez', alive);
  router.get('/startupz', alive);
  router.get('/readyz', (_request, response, next) => {
    withinTime(isReady, patienceMs)
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
