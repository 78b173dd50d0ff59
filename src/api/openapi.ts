import type { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { DOORS } from './doors';
import { badHeaders, goodHeaders, parametersOf } from './openapi-headers';
import type { Answer, Route } from './route';
import { problemSchema } from './schemas/problem';

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'No valid token',
  403: 'Not allowed',
  404: 'No such order that you may see',
  409: 'Not possible now',
  412: 'It changed since you saw it',
  413: 'Too large',
  415: 'Not JSON',
  422: 'A rule refuses it',
  428: 'Say what you saw',
  429: 'Too many requests; wait as Retry-After says',
  500: 'A mistake of ours, with a trace id',
  503: 'A part we depend on does not answer',
};
const JSON_TYPE = 'application/json';
const OF_WRITES = [409, 412, 413, 415, 422, 428];

/** The OpenAPI 3.1 document, made from the route table and the list of other doors alone. */
export function openApiDocument(routes: readonly Route[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route) };
  }
  for (const [path, operations] of Object.entries(DOORS)) {
    const named = Object.entries(operations).map(([method, operation]) => [
      method,
      { operationId: operationIdOf(method, path), ...(operation as object) },
    ]);
    paths[path] = Object.fromEntries(named) as ZodOpenApiPathsObject[string];
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'circuit-orders',
      version: '1',
      description: 'Orders of telecom circuits from request to activation.',
    },
    servers: [{ url: '/', description: 'Where this document is' }],
    security: [{ bearer: [] }, { session: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
    paths,
  });
}

function toOperation(route: Route): ZodOpenApiOperationObject {
  const { method, path, summary, permission } = route;
  const bad = Object.entries(PROBLEMS)
    .filter(([status]) => method !== 'get' || !OF_WRITES.includes(Number(status)))
    .map(([status, description]) => [
      status,
      {
        description,
        ...badHeaders(Number(status)),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]);
  const good = Object.entries(route.answers).map(([status, one]) => [
    status,
    { ...toResponse(one), ...goodHeaders(route, one) },
  ]);
  return {
    summary,
    operationId: operationIdOf(method, path),
    ['x-permission']: permission,
    parameters: parametersOf(route),
    ...(route.query !== undefined && { requestParams: { query: route.query } }),
    ...(route.body !== undefined && {
      requestBody: {
        required: method !== 'delete',
        content: contentOf(method, route.body),
      },
    }),
    responses: Object.fromEntries([...good, ...bad]) as ZodOpenApiOperationObject['responses'],
  };
}

/** A merge patch is JSON as well, and most clients call it so. */
function contentOf(method: Route['method'], schema: z.ZodType): ZodOpenApiContentObject {
  const types = method === 'patch' ? ['application/merge-patch+json', JSON_TYPE] : [JSON_TYPE];
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

function toResponse({ description, schema, mediaType = JSON_TYPE }: Answer) {
  if (schema !== undefined) return { description, content: { [mediaType]: { schema } } };
  if (mediaType === JSON_TYPE) return { description };
  return { description, content: { [mediaType]: { schema: { type: 'string' as const } } } };
}

/** `get` and `/api/orders/{id}/timeline` give `getOrdersIdTimeline`. */
function operationIdOf(method: string, path: string): string {
  const words = path.replace(/^\/api/u, '').match(/[a-z]+/giu) ?? ['root'];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
