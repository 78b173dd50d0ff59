import type { ZodOpenApiPathsObject } from 'zod-openapi';

/**
 * Addresses outside the route table: nobody signs in there, or by other means. They are listed so
 * that the document is complete; a test compares the list with what the server really answers.
 */
const open = (summary: string, answers: Readonly<Record<string, string>>) => ({
  summary,
  security: [],
  responses: Object.fromEntries(
    Object.entries(answers).map(([status, description]) => [status, { description }]),
  ),
});

const json = {
  required: true,
  content: { 'application/json': { schema: { type: 'object' as const } } },
};
const page = { 200: 'A page' };
const text = { type: 'string' as const };
const inPath = (name: string) => ({ name, in: 'path' as const, required: true, schema: text });
const inQuery = (name: string) => ({ name, in: 'query' as const, schema: text });

export const DOORS: ZodOpenApiPathsObject = {
  '/api/messages': {
    post: {
      ...open('Messages of Microsoft Teams, by a token of the Bot Framework', {
        200: 'Taken',
        401: 'Not from Teams',
        '4XX': 'Not a message',
      }),
      requestBody: json,
    },
  },
  '/api/hooks/carriers/{provider}/{secret}': {
    post: {
      ...open('Call-backs of a carrier: a hint to read an order, never believed', {
        204: 'Taken',
        404: 'No such door',
        '4XX': 'Not JSON',
      }),
      requestBody: json,
      parameters: [inPath('provider'), inPath('secret')],
    },
  },
  '/auth/login': {
    get: {
      ...open('Starts the sign-in of a browser', { 302: 'To the directory', 429: 'Too often' }),
      parameters: [inQuery('return')],
    },
  },
  '/auth/callback': {
    get: {
      ...open('Ends the sign-in of a browser', { 302: 'To the page asked for', 401: 'Refused' }),
      parameters: [inQuery('code'), inQuery('state')],
    },
  },
  '/auth/logout': {
    post: {
      ...open('Ends the session', {
        200: 'Where the directory ends its own',
        401: 'No valid proof',
        403: 'Not from our page',
      }),
      security: [{ bearer: [] }, { session: [] }],
    },
  },
  '/livez': { get: open('Whether the process lives', { 200: 'It does' }) },
  '/startupz': { get: open('Whether it has started', { 200: 'It has' }) },
  '/readyz': { get: open('Whether it can serve', { 200: 'It can', 503: 'Not now' }) },
  '/openapi.json': { get: open('This document', { 200: 'OpenAPI 3.1' }) },
  '/docs': { get: open('This document to read', page) },
  '/docs/page.css': { get: open('How that page looks', page) },
  '/docs/page.js': { get: open('What that page does', page) },
  '/': { get: open('The way to the board', { 302: 'To the board' }) },
  '/home': { get: open('The home page', page) },
  '/circuit-orders': { get: open('The board', page) },
  '/circuit-orders/{path}': {
    get: { ...open('A page of the board', page), parameters: [inPath('path')] },
  },
};
