import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { authenticate, callerOf, type DoorKeys } from '../../src/api/authenticate';
import { createRateLimiter } from '../../src/api/rate-limit';
import { createSessions, SESSION_LIFETIME } from '../../src/api/session';
import { Refusal } from '../../src/domain/errors';
import type { Directory, Member } from '../../src/ports/directory';

const SAM = { oid: 'sam', roles: ['requester'] } as unknown as Member;
const sessions = createSessions('a session key of more than thirty-two characters');

let server: Server;
let findMember: (oid: string) => Promise<Member | null>;
let ended: Set<string>;
let meanwhile: () => void;

beforeEach(async () => {
  ended = new Set();
  findMember = () => Promise.resolve(SAM);
  const keys: DoorKeys = {
    verifyToken: () => Promise.resolve({ oid: 'sam' }),
    sessions,
    hasSessionEnded: (id) => Promise.resolve(ended.has(id)),
    directory: { findMember: (oid: string) => findMember(oid) } as unknown as Directory,
    sessionCookie: 'session',
  };
  const app = express();
  app.get('/', authenticate(keys, createRateLimiter(1_000)), (request, response, next) => {
    meanwhile();
    callerOf(request)
      .isWelcome()
      .then((welcome) => response.json({ welcome }), next);
  });
  app.use(((error, _request, response, next) => {
    if (response.headersSent) next(error);
    else response.status(500).end();
  }) as express.ErrorRequestHandler);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** What a request learns of itself when this happens after it was let in. */
async function after(happens: () => void): Promise<unknown> {
  meanwhile = happens;
  const session = await sessions.seal('session', { oid: 'sam', jti: 'one' }, SESSION_LIFETIME);
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    headers: { cookie: `session=${session}`, connection: 'close' },
  });
  return answer.status === 200
    ? ((await answer.json()) as { welcome: boolean }).welcome
    : 'trouble';
}

test.each<[string, () => void, unknown]>([
  ['nothing happens', () => undefined, true],
  ['another session ends', () => ended.add('two'), true],
  ['the session ends', () => ended.add('one'), false],
  ['the last role is taken', () => (findMember = () => Promise.resolve(null)), false],
  [
    'the directory fails',
    () => (findMember = () => Promise.reject(new Refusal('DEPENDENCY_UNAVAILABLE'))),
    'trouble',
  ],
  [
    'the database fails',
    () => (findMember = () => Promise.reject(new Error('connection lost'))),
    'trouble',
  ],
])('whoever was let in is asked again: %s', async (_what, happens, welcome) => {
  expect(await after(happens)).toBe(welcome);
});
