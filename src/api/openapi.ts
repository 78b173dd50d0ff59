import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameterObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { DOORS } from './doors';
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
const OF_WRITES = [409, 412, 413, 415, 422, 428];

const HEADERS: Readonly<Record<string, string>> = {
  'If-Match': 'The ETag of the version you change',
  'If-None-Match': 'The ETag you have; 304 if it is still the one',
  'Last-Event-ID': 'The last event seen; the stream goes on after it',
  'Idempotency-Key': 'The same key again answers what the first request answered',
  'X-CSRF': 'The csrf value of /api/me; needed with the session cookie',
};

/** The OpenAPI 3.1 document, made from the route table and the list of other doors alone. */
export function openApiDocument(routes: readonly Route[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'circuit-orders',
      version: '1',
      description: 'Orders of telecom circuits from request to activation.',
    },
    security: [{ bearer: [] }, { session: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
    paths: { ...paths, ...DOORS },
  });
}

function toOperation(route: Route): ZodOpenApiOperationObject {
  const { method, path, summary, permission } = route;
  const bad = Object.entries(PROBLEMS)
    .filter(([status]) => method !== 'get' || !OF_WRITES.includes(Number(status)))
    .map(([status, description]) => [
      status,
      { description, content: { 'application/problem+json': { schema: problemSchema } } },
    ]);
  const good = Object.entries(route.answers).map(([status, one]) => [status, toResponse(one)]);
  return {
    summary,
    operationId: operationIdOf(method, path),
    ['x-permission']: permission,
    parameters: parametersOf(route),
    ...(route.query !== undefined && { requestParams: { query: route.query } }),
    ...(route.body !== undefined && {
      requestBody: {
        required: method !== 'delete',
        content: { 'application/json': { schema: route.body } },
      },
    }),
    responses: Object.fromEntries([...good, ...bad]) as ZodOpenApiOperationObject['responses'],
  };
}

function toResponse({ description, schema, mediaType = 'application/json' }: Answer) {
  if (schema !== undefined) return { description, content: { [mediaType]: { schema } } };
  if (mediaType === 'application/json') return { description };
  return { description, content: { [mediaType]: { schema: { type: 'string' as const } } } };
}

/** `get` and `/api/orders/{id}/timeline` give `getOrdersIdTimeline`. */
function operationIdOf(method: string, path: string): string {
  const words = path.replace(/^\/api/u, '').match(/[a-z]+/giu) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parametersOf({ method, path, headers = [] }: Route): ZodOpenApiParameterObject[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(
    ([, name = '']): ZodOpenApiParameterObject => ({
      name,
      in: 'path',
      required: true,
      description: 'Order number',
      schema: { type: 'string', examples: ['CO-2026-000123'] },
    }),
  );
  const everyWrite = method === 'get' ? [] : ['Idempotency-Key', 'X-CSRF'];
  const inHeaders = [...headers, ...everyWrite].map((name): ZodOpenApiParameterObject => ({
    name,
    in: 'header',
    required: name === 'If-Match',
    description: HEADERS[name] ?? '',
    schema: { type: 'string' },
  }));
  return [...inPath, ...inHeaders];
}
