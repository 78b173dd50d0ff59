import { randomBytes } from 'node:crypto';
import { Router, urlencoded, type Request, type Response } from 'express';
import { personaOf } from '../kit/people';
import { EntraError, missingParameter } from '../kit/entra-error';
import {
  forgetExpired,
  requireClient,
  requireTenant,
  type IdentityContext,
} from './identity-context';
import { pageHeaders } from './page-frame';
import { messagePage, personaPage } from './persona-page';
import { requestedAudience } from './requested-audience';
import { strikeFault } from './strike-fault';

const CODE_LIFETIME_MS = 10 * 60_000;

interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  parameter: (name: string) => string;
}

const newNonce = () => randomBytes(16).toString('base64url');

function sendMessage(response: Response, status: number, heading: string, text: string): void {
  const nonce = newNonce();
  response
    .status(status)
    .set(pageHeaders(nonce))
    .send(messagePage(heading, text, nonce));
}

/** Who asks and where the answer goes. Until both are known nothing may be redirected. */
function parseRequest(context: IdentityContext, request: Request): AuthorizationRequest {
  requireTenant(request.params['tenant']);
  const parameter = (name: string) => {
    const value = request.query[name];
    return typeof value === 'string' ? value : '';
  };
  const client = requireClient(context, parameter('client_id'));
  const redirectUri = parameter('redirect_uri');
  if (!client.redirectUris.includes(redirectUri)) {
    throw new EntraError(
      'invalid_request',
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${client.clientId}'.`,
    );
  }
  return { clientId: client.clientId, redirectUri, parameter };
}

/** What is wrong with a request whose sender is known; the sender is told by redirect. */
function findProblem(
  context: IdentityContext,
  asked: AuthorizationRequest,
): EntraError | undefined {
  const { parameter } = asked;
  const invalid = (number: number, message: string) =>
    new EntraError('invalid_request', number, message);
  if (parameter('response_type') !== 'code') {
    return new EntraError('unsupported_response_type', 700054, "Only 'code' is enabled.");
  }
  if (!['', 'query'].includes(parameter('response_mode'))) {
    return invalid(90007, "Only the response mode 'query' is supported here.");
  }
  if (parameter('code_challenge') === '') return invalid(9002325, 'PKCE is required.');
  if (parameter('code_challenge_method') !== 'S256') {
    return invalid(501491, "The code_challenge_method must be 'S256'.");
  }
  if (!/^[\w-]{43}$/.test(parameter('code_challenge'))) {
    return invalid(501491, 'Invalid size of Code_Challenge parameter.');
  }
  if (parameter('scope').trim() === '') return missingParameter('scope');
  try {
    requestedAudience(parameter('scope'), requireClient(context, asked.clientId).audience);
  } catch (error) {
    if (error instanceof EntraError) return error;
    throw error;
  }
  if (parameter('prompt') === 'none') {
    return new EntraError('login_required', 50058, 'No one is signed in at this simulator.');
  }
  return undefined;
}

function redirectBack(
  response: Response,
  asked: AuthorizationRequest,
  facts: Record<string, string>,
): void {
  const target = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries(facts)) target.searchParams.set(name, value);
  const state = asked.parameter('state');
  if (state !== '') target.searchParams.set('state', state);
  response.set('cache-control', 'no-store').redirect(303, target.href);
}

function grantCode(context: IdentityContext, asked: AuthorizationRequest, persona: string): string {
  const code = `1.${randomBytes(32).toString('base64url')}`;
  const nonce = asked.parameter('nonce');
  forgetExpired(context.state.value.codes, context.clock.nowMs());
  context.state.value.codes[code] = {
    clientId: asked.clientId,
    persona,
    scope: asked.parameter('scope'),
    redirectUri: asked.redirectUri,
    codeChallenge: asked.parameter('code_challenge'),
    ...(nonce === '' ? {} : { nonce }),
    expiresAtMs: context.clock.nowMs() + CODE_LIFETIME_MS,
  };
  context.state.save();
  return code;
}

/** The page where one chooses who to be, the redirect with the code, and the way out. */
export function authorizeRoutes(context: IdentityContext): Router {
  const router = Router();
  const path = '/:tenant/oauth2/v2.0/authorize';

  /** Answers every refusal itself and hands on only a request that may be served. */
  const checked =
    (serve: (asked: AuthorizationRequest, request: Request, response: Response) => void) =>
    (request: Request, response: Response) => {
      try {
        const asked = parseRequest(context, request);
        const problem = findProblem(context, asked);
        if (problem === undefined) {
          serve(asked, request, response);
        } else {
          context.ledger.add('refused', { operation: 'authorize', number: problem.number });
          redirectBack(response, asked, {
            error: problem.oauthError,
            error_description: problem.message,
          });
        }
      } catch (error) {
        if (!(error instanceof EntraError)) throw error;
        context.ledger.add('refused', { operation: 'authorize', number: error.number });
        sendMessage(response, error.status, 'Sign-in is not possible', error.message);
      }
    };

  router.get(
    path,
    strikeFault(context, 'authorize'),
    checked((asked, _request, response) => {
      const nonce = newNonce();
      response
        .set(pageHeaders(nonce, asked.redirectUri))
        .send(personaPage(asked.redirectUri, asked.parameter('login_hint'), nonce));
    }),
  );

  router.post(
    path,
    urlencoded({ extended: false }),
    checked((asked, request, response) => {
      const chosen = (request.body as { persona?: string } | undefined)?.persona ?? '';
      const persona = personaOf(chosen);
      if (persona === undefined) {
        sendMessage(response, 400, 'Unknown person', 'Go back and choose one of the people shown.');
        return;
      }
      context.ledger.add('signIn', { persona: persona.key, clientId: asked.clientId });
      redirectBack(response, asked, { code: grantCode(context, asked, persona.key) });
    }),
  );

  router.get('/:tenant/oauth2/v2.0/logout', (request, response) => {
    const wanted = request.query['post_logout_redirect_uri'];
    const state = request.query['state'];
    context.ledger.add('signOut');
    const origins = context.clients.flatMap((client) =>
      client.redirectUris.map((uri) => new URL(uri).origin),
    );
    if (typeof wanted === 'string' && URL.canParse(wanted)) {
      const target = new URL(wanted);
      if (origins.includes(target.origin)) {
        if (typeof state === 'string') target.searchParams.set('state', state);
        response.redirect(303, target.href);
        return;
      }
    }
    sendMessage(response, 200, 'You are signed out', 'You may close this window.');
  });
  return router;
}
