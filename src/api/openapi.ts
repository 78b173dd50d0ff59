import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import type { Route } from './route';
import { problemSchema } from './schemas';

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'No valid token',
  403: 'Not allowed',
  404: 'No such order that you may see',
  409: 'Not possible now',
  412: 'It changed since you saw it',
  422: 'A rule refuses it',
  429: 'Too many requests',
};

/** The OpenAPI 3.1 document, made from the route table alone. */
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
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths,
  });
}

function toOperation(route: Route): ZodOpenApiOperationObject {
  const names = [...route.path.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '');
  const good = Object.entries(route.answers).map(([status, { description, schema }]) => [
    status,
    { description, content: { 'application/json': { schema: schema ?? { type: 'object' } } } },
  ]);
  const bad = Object.entries(PROBLEMS).map(([status, description]) => [
    status,
    { description, content: { 'application/problem+json': { schema: problemSchema } } },
  ]);
  return {
    summary: route.summary,
    operationId: `${route.method}${route.path.replace(/[^a-z]+(\w)/giu, (_all, letter: string) => letter.toUpperCase()).replace(/\W/gu, '')}`,
    ...(names.length > 0 && {
      parameters: names.map((name) => ({
        name,
        in: 'path' as const,
        required: true,
        schema: { type: 'string' as const },
      })),
    }),
    ...(route.query !== undefined && { requestParams: { query: route.query } }),
    ...(route.body !== undefined && {
      requestBody: { content: { 'application/json': { schema: route.body } } },
    }),
    responses: Object.fromEntries([...good, ...bad]) as ZodOpenApiOperationObject['responses'],
  };
}
