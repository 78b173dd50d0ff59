import express, { type Express, type Response } from 'express';
import { Refusal } from '../domain/errors';
import type { ApiTools } from './api-tools';
import { authenticate } from './authenticate';
import { DOORS } from './doors';
import { offerOnly } from './offered-methods';
import { openApiDocument } from './openapi';
import { answerErrors } from './problem';
import { createRateLimiter } from './rate-limit';
import type { Route } from './route';
import { authPages } from './pages/auth';
import { healthPages } from './pages/health';
import { troublePage } from './pages/trouble-page';
import { webPages } from './pages/web';
import { docsPage } from './pages/docs';
import { boardRoutes } from './routes/board';
import { eventRoutes } from './routes/events';
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
    ...eventRoutes(tools),
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
  const door = authenticate(tools.keys, limiter);
  const routes = apiRoutes(tools);
  app.use(carrierHooks(tools, limiter));
  app.use('/api', door);
  for (const [path, rows] of byPath(routes)) {
    for (const route of rows) app[route.method](path, ...serveRoute(tools, limiter, route));
    // Here and not at the end: a word such as `check` is never taken for the number of an order.
    app.all(path, offerOnly(rows.map(({ method }) => method)));
  }
  for (const [path, methods] of Object.entries(DOORS)) {
    // Before the pages themselves: a router of Express answers OPTIONS on its own, and less. Below
    // /api other guards stand, and tell nobody what is there.
    if (!path.startsWith('/api/')) app.all(toPattern(path), offerOnly(Object.keys(methods)));
  }
  const document = JSON.stringify(openApiDocument(routes));
  app.get('/openapi.json', (_request, response) => {
    response.type('application/json').send(document);
  });
  app.use(docsPage());
  app.use(healthPages(tools));
  app.use(authPages(tools, door, limiter));
  app.use(webPages(tools.settings));
  app.use((_request, _response, next) => {
    next(new Refusal('ROUTE_UNKNOWN'));
  });
  app.use(NOT_API, troublePage(tools.log, { href: '/circuit-orders', text: 'Open the board' }));
  app.use(answerErrors(tools.log));
  return app;
}

const NOT_API = /^\/(?!api(?:\/|$)).*/u;

const toPattern = (path: string) => path.replace(/\{(\w+)\}/gu, ':$1');

/** The rows of each address, in the order of the table. */
function byPath(routes: readonly Route[]): Map<string, Route[]> {
  const rows = new Map<string, Route[]>();
  for (const route of routes) {
    const path = toPattern(route.path);
    rows.set(path, [...(rows.get(path) ?? []), route]);
  }
  return rows;
}

// The hash is that of an empty style: Fluent fills empty style tags by script.
const POLICY = [
  `default-src 'self'`,
  `img-src 'self' blob:`,
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
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(settings.origin.startsWith('https:') && {
      'Strict-Transport-Security': 'max-age=31536000',
    }),
  });
}
