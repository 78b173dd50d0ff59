import type { AddressInfo } from 'node:net';
import express from 'express';
import { healthPages } from '../../src/api/pages/health';

/** What `/readyz` says for a part that answers like this. */
async function readiness(isReady: () => Promise<boolean>): Promise<[number, unknown]> {
  const server = express().use(healthPages({ isReady }, 50)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  const body: unknown = await response.json();
  server.close();
  return [response.status, body];
}

test.each<[string, () => Promise<boolean>, number, string]>([
  ['answers', () => Promise.resolve(true), 200, 'ok'],
  ['refuses', () => Promise.reject(new Error('down')), 503, 'waiting'],
  ['never answers', () => new Promise(() => undefined), 503, 'waiting'],
])('is told in time of a database that %s', async (_how, isReady, status, said) => {
  expect(await readiness(isReady)).toEqual([status, { status: said }]);
});
