import type { ZodOpenApiParameterObject } from 'zod-openapi';
import { LONGEST_KEY } from './once';
import type { Answer, Route } from './route';
import { ORDER_NUMBER_PATTERN } from './schemas/requests';

const text = { type: 'string' } as const;
const VERSIONS = String.raw`^"\d{1,9}"( *, *"\d{1,9}")*$`;

const OF_REQUESTS = {
  'If-Match': {
    description: 'The ETag of the version you change; not *, which names none',
    schema: { ...text, pattern: VERSIONS },
  },
  'If-None-Match': {
    description:
      'The ETag you have; 304 if it is still the one. What else stands in an answer, such as whom ' +
      'the order waits for or what its budget has left, may change within one version',
    schema: text,
  },
  'Last-Event-ID': {
    description: 'The last event seen; the stream goes on after it',
    schema: text,
  },
  'Idempotency-Key': {
    description: 'The same key again answers what the first request answered',
    schema: { ...text, minLength: 1, maxLength: LONGEST_KEY },
  },
  'X-CSRF': {
    description: 'The csrf value of /api/me; needed with the session cookie',
    schema: text,
  },
} as const;

const OF_ANSWERS = {
  ETag: 'The version of the order, for If-Match and If-None-Match',
  Location: 'Where the order is read',
  'Retry-After': 'Seconds to wait before the next try',
  'WWW-Authenticate': 'Bearer; with error="invalid_token" where a token came and was refused',
  'Idempotency-Replayed': 'true where this is the answer to an earlier request of the same key',
} as const;

type AnswerHeader = keyof typeof OF_ANSWERS;

/** An entry of the document for each header named. */
function answerHeaders(names: readonly AnswerHeader[]) {
  const entries = names.map((name) => [name, { description: OF_ANSWERS[name], schema: text }]);
  return names.length === 0
    ? {}
    : { headers: Object.fromEntries(entries) as Record<string, object> };
}

/** Headers of a good answer; a write may also be a replay. */
export const goodHeaders = ({ method }: Route, { headers = [] }: Answer) =>
  answerHeaders(method === 'get' ? headers : [...headers, 'Idempotency-Replayed']);

/** Headers of a refusal. */
export function badHeaders(status: number) {
  if (status === 401) return answerHeaders(['WWW-Authenticate']);
  return answerHeaders(status === 429 || status === 503 ? ['Retry-After'] : []);
}

const ID = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Order number in any case, or the number it has in the database',
  schema: {
    type: 'string',
    pattern: `${ORDER_NUMBER_PATTERN}|^[1-9][0-9]{0,8}$`,
    examples: ['CO-2026-000123'],
  },
} satisfies ZodOpenApiParameterObject;

/** What a route reads from path and headers. */
export function parametersOf({ method, path, headers = [] }: Route): ZodOpenApiParameterObject[] {
  const everyWrite = method === 'get' ? [] : (['Idempotency-Key', 'X-CSRF'] as const);
  const inHeaders = [...headers, ...everyWrite].map((name): ZodOpenApiParameterObject => ({
    name,
    in: 'header',
    required: name === 'If-Match',
    ...OF_REQUESTS[name],
  }));
  return [...(path.includes('{id}') ? [ID] : []), ...inHeaders];
}
