import { entry, type ErrorEntry } from './entry';

/** Errors: what a door refuses before any rule is asked, and the outside. */
export const DOOR_ERRORS = {
  // People and doors
  TOKEN_MISSING: entry(401, 'You are not signed in.', 'Sign in and try again.'),
  TOKEN_REFUSED: entry(401, 'The sign-in is not valid here.', 'Sign in again.'),
  SESSION_FORGED: entry(
    403,
    'The request does not come from our page.',
    'Reload the page and try again.',
  ),
  NO_ROLE: entry(
    403,
    'You have no role in circuit-orders.',
    'Ask an administrator for one.',
    'person',
  ),
  // Requests
  BODY_NOT_READABLE: entry(
    400,
    'The request body cannot be read.',
    'Send JSON as the API document describes it.',
  ),
  FIELD_DOUBLED: entry(400, 'A field is given twice.', 'Send it once.'),
  PARAMETER_UNKNOWN: entry(
    400,
    'This parameter does not exist.',
    'Remove it or check its spelling.',
  ),
  PARAMETER_NOT_READABLE: entry(400, 'A parameter cannot be read.', 'Check its form.'),
  BODY_TOO_LARGE: entry(413, 'The request is too large.', 'Send less.'),
  MEDIA_TYPE_UNKNOWN: entry(415, 'This content type is not read here.', 'Send application/json.'),
  ROUTE_UNKNOWN: entry(
    404,
    'There is nothing at this address.',
    'Check it; /docs lists the addresses of the API.',
  ),
  METHOD_UNKNOWN: entry(405, 'This method is not offered here.', 'Check the API document.'),
  CURSOR_NOT_READABLE: entry(
    400,
    'The cursor does not belong to this list.',
    'Start again from the first page.',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(
    422,
    'This Idempotency-Key was used for another request.',
    'Take a new key for a new request.',
  ),
  IDEMPOTENCY_KEY_IN_FLIGHT: entry(
    409,
    'The same request is being worked on.',
    'Wait for its answer, then repeat.',
    'wait',
  ),
  TOO_MANY_REQUESTS: entry(429, 'Too many requests.', 'Wait as long as Retry-After says.', 'wait'),
  // Outside
  PROVIDER_REFUSED_FORM: entry(
    422,
    'The provider refused the order form.',
    'Correct what the provider names, then submit again.',
  ),
  PROVIDER_NOT_OFFERED: entry(
    422,
    'The provider does not offer this by its interface.',
    'Ask the provider directly.',
    'person',
  ),
  PROVIDER_UNAVAILABLE: entry(
    503,
    'The provider does not answer.',
    'It is tried again by itself.',
    'wait',
  ),
  DEPENDENCY_UNAVAILABLE: entry(
    503,
    'A part we depend on does not answer.',
    'Try again in a moment; after a change, look first whether it was made.',
    'wait',
  ),
  INTERNAL: entry(
    500,
    'Something went wrong on our side.',
    'Nothing more was changed. Tell an administrator the trace id.',
    'person',
  ),
} as const satisfies Record<string, ErrorEntry>;
