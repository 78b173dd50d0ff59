import express, { type Express, type Response } from 'express';
import { Refusal } from '../domain/errors';
import type { ApiTools } from './api-tools';
import { authenticate } from './authenticate';
import { openApiDocument } from './openapi';
import { answerErrors } from './problem';
import { createRateLimiter } from './rate-limit';
import type { Route } from './route';
import { authPages } from './pages/auth';
import { webPages } from './pages/web';
import { docsPage } from './pages/docs';
import { boardRoutes } from './routes/board';
import { listRoutes } from './routes/lists';
import { orderRoutes } from './routes/orders';
import { singleOrderRoutes } from './routes/order';
import { transitionRoutes } from './routes/transitions';
import { serveRoute } from './serve-route';
import { carrierHooks } from './webhooks/carriers';

/** Every route of the API, literals before `{id}`. */
export function apiRoutes(tools: ApiTools): Route[] {
  return [
    ...orderRoutes(tools),
    ...singleOrderRoutes(tools),
    ...transitionRoutes(tools),
    ...boardRoutes(tools),
    ...listRoutes(tools),
  ];
}

/**
 * The HTTP side: the API from its route table, the board's files, sign-in, health and call-backs.
 * Tokens are judged before any body is read, and whatever goes wrong is told as a problem.
 */
export function createApi(tools: ApiTools): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((_request, response, next) => {
    protect(response, tools);
    next();
  });
  const limiter = createRateLimiter(tools.settings.rateLimitFactor);
  const routes = apiRoutes(tools);
  for (const route of routes) {
    const path = route.path.replace(/\{(\w+)\}/gu, ':$1');
    app[route.method](path, ...serveRoute(tools, limiter, route));
  }
  app.get('/api/events', authenticate(tools.keys), (request, response, next) => {
    tools.live.attach(response, request.get('last-event-id')).catch(next);
  });
  app.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument(routes));
  });
  app.use(docsPage());
  app.use(carrierHooks(tools));
  app.use(health(tools));
  app.use(authPages(tools));
  app.use(webPages(tools.settings));
  app.use((request, _response, next) => {
    const known = routes.some((route) => matches(route.path, request.path));
    next(new Refusal(known ? 'METHOD_UNKNOWN' : 'ROUTE_UNKNOWN', { path: request.path }));
  });
  app.use(answerErrors(tools.log));
  return app;
}

const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replace(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(path);

// The hash is that of an empty style: Fluent fills empty style tags by script.
const POLICY = [
  `default-src 'self'`,
  `img-src 'self' blob: data:`,
  `style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
  `object-src 'none'`,
  `form-action 'self'`,
].join('; ');

function protect(response: Response, { settings }: ApiTools): void {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(settings.origin.startsWith('https:') && {
      'Strict-Transport-Security': 'max-age=31536000',
    }),
  });
}

function health({ isReady }: ApiTools): express.Router {
  const router = express.Router();
  const alive: express.RequestHandler = (_request, response) => {
    response.json({ status: 'ok' });
  };
  router.get('/livez', alive);
  router.get('/startupz', alive);
  router.get('/readyz', (_request, response, next) => {
    isReady().then((ready) => {
      response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'waiting' });
    }, next);
  });
  return router;
}
