import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERMISSIONS } from '../../src/domain/permissions';
import { apiRoutes } from '../../src/api/app';
import type { ApiTools } from '../../src/api/api-tools';
import { openApiStage, operations, type ApiStage, type Json } from './support/api-stage';

const FILE = join(__dirname, '../../docs/openapi.json');

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage.close());

// UPDATE_OPENAPI=1 writes the file anew after a change of the route table.
test('docs/openapi.json is what the API publishes', async () => {
  const { body, status } = await stage.call(null, 'GET', '/openapi.json');
  const text = `${JSON.stringify(body, null, 2)}\n`;
  if (process.env['UPDATE_OPENAPI'] !== undefined) writeFileSync(FILE, text);
  expect(status).toBe(200);
  expect(text).toBe(readFileSync(FILE, 'utf8'));
});

test('every route of the table is in the document, and names a row of the permission table', () => {
  const routes = apiRoutes({ useCases: {}, reads: {} } as ApiTools);
  expect(routes.length).toBeGreaterThan(10);
  for (const { method, path, permission } of routes) {
    const row = permission === 'action' ? 'action' : Object.hasOwn(PERMISSIONS, permission);
    expect([method, path, row]).toEqual([method, path, permission === 'action' ? 'action' : true]);
  }
  // Each action of the table names a row of its own; only the transitions take an action.
  expect(
    routes.filter(({ permission }) => permission === 'action').map(({ path }) => path),
  ).toEqual(['/api/orders/{id}/transitions']);
});

test('serves exactly what it documents', async () => {
  const routes = apiRoutes({ useCases: {}, reads: {} } as ApiTools);
  const listed = (await operations(stage)).map(({ method, path }) => `${method} ${path}`).sort();
  expect(listed).toEqual(
    routes
      .map(
        ({ method, path }) => `${method.toUpperCase()} ${path.replace('{id}', 'CO-2026-000001')}`,
      )
      .sort(),
  );
});

test('names every operation once and says how each is refused', async () => {
  const { body } = await stage.call(null, 'GET', '/openapi.json');
  const all = Object.values(body['paths'] as Record<string, Record<string, Json>>)
    .flatMap((path) => Object.values(path))
    .filter((operation) => operation['x-permission'] !== undefined);
  const ids = all.map((operation) => operation['operationId']);
  expect(new Set(ids).size).toBe(ids.length);
  for (const operation of all) {
    const statuses = Object.keys(operation['responses'] as Json);
    expect(statuses).toEqual(expect.arrayContaining(['401', '403', '429']));
  }
});
