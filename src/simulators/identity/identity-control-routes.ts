import { Router } from 'express';
import { OUR_TENANT, PERSONAS, personaOf } from '../kit/people';
import { issuerOf, type IdentityContext } from './identity-context';
import { SIGNINGS, signToken, type Claims, type Signing } from './sign-token';
import {
  TOKEN_LIFETIME_SECONDS,
  appAccessClaims,
  idTokenClaims,
  userAccessClaims,
} from './token-claims';

/** A token as someone with the simulators' token may order it, well-formed or forged. */
export interface TokenOrder {
  /** Key of the person; not needed for an application. */
  persona?: string;
  kind?: 'user' | 'app' | 'id';
  /** Claims to replace or add; null takes one away. */
  overrides?: Claims;
  /** Fields of the token's header to replace or add. */
  header?: Claims;
  /** Negative for a token that has expired. */
  expiresInSeconds?: number;
  signWith?: Signing;
  /** Another registered application than the first. */
  clientId?: string;
}

/** Refusal of an order, in words for the person who wrote it. */
export class OrderProblem extends Error {}

export function mintToken(context: IdentityContext, order: TokenOrder) {
  const kind = order.kind ?? 'user';
  const client = context.clients.find(
    ({ clientId }) => order.clientId === undefined || clientId === order.clientId,
  );
  if (client === undefined) throw new OrderProblem('No such application is registered.');
  if (order.signWith !== undefined && !SIGNINGS.includes(order.signWith)) {
    throw new OrderProblem(`signWith is one of ${SIGNINGS.join(', ')}.`);
  }
  const persona = personaOf(order.persona ?? '');
  const tenantId = persona?.tenantId ?? OUR_TENANT;
  const tokens = {
    client,
    issuer: issuerOf(context, tenantId),
    nowSeconds: Math.floor(context.clock.nowMs() / 1000),
    lifetimeSeconds: order.expiresInSeconds ?? TOKEN_LIFETIME_SECONDS,
  };
  let claims: Claims;
  if (kind === 'app') {
    claims = appAccessClaims(tokens, tenantId, client.audience);
  } else {
    if (persona === undefined) throw new OrderProblem('No such person.');
    claims =
      kind === 'id'
        ? idTokenClaims(persona, tokens)
        : userAccessClaims(persona, tokens, client.audience);
  }
  const merged = Object.fromEntries(
    Object.entries({ ...claims, ...order.overrides }).filter(([, value]) => value !== null),
  );
  const token = signToken(context.keys, merged, order.signWith, order.header);
  context.ledger.add('minted', { kind, persona: order.persona ?? null, signWith: order.signWith });
  return { token, claims: merged };
}

/** Control calls beyond those every simulator has; the caller's token is already checked. */
export function identityControlRoutes(context: IdentityContext): Router {
  const router = Router();
  router.get('/people', (_request, response) => {
    response.json({ people: PERSONAS.map(({ key, name, role }) => ({ key, name, role })) });
  });
  router.post('/tokens', (request, response) => {
    try {
      response.json(mintToken(context, (request.body ?? {}) as TokenOrder));
    } catch (error) {
      if (!(error instanceof OrderProblem)) throw error;
      response
        .status(422)
        .json({ error: error.message, people: PERSONAS.map((persona) => persona.key) });
    }
  });
  router.post('/keys/rotate', (request, response) => {
    const { forget = false } = (request.body ?? {}) as { forget?: boolean };
    response.json({ kid: context.keys.rotate(forget).kid });
  });
  return router;
}
