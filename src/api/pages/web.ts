import { join, resolve } from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import type { ApiSettings } from '../api-tools';

const YEAR_MS = 31_536_000_000;

/** The built board: one page for every address of its own, hashed files for ever. */
export function webPages({ webDir, homeUrl }: ApiSettings): Router {
  const router = Router();
  const root = resolve(webDir);
  router.use(
    '/assets',
    express.static(join(root, 'assets'), { immutable: true, maxAge: YEAR_MS, index: false }),
  );
  const page: RequestHandler = (_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root }, (error: unknown) => {
      if (error !== undefined && !response.headersSent) next();
    });
  };
  router.get('/', (_request, response) => {
    response.redirect(302, '/circuit-orders');
  });
  if (homeUrl === '/home') router.get('/home', page);
  router.get('/circuit-orders', page);
  router.get('/circuit-orders/*path', page);
  return router;
}
