import { randomBytes } from 'node:crypto';
import { Router, urlencoded, type Request } from 'express';
import { readClientCredentials, readForm } from '../kit/client-credentials';
import type { FaultPlan } from '../kit/fault-plan';
import { isSameText } from '../kit/is-same-text';
import type { Ledger } from '../kit/ledger';
import { strikeAtOnce } from './answer-faults';
import { refusal } from './api-refusal';
import { scopesIn, type Scopes } from './scopes';

export interface TokenDesk {
  routes: Router;
  /** Lets a call with a living token pass, and says what the token was asked for. */
  check(request: Request): Scopes;
  /** Ends every token given out so far. */
  expireAll(): void;
}

export interface TokenDeskParts {
  clientId: string;
  clientSecret: string;
  tokenSeconds: number;
  faults: FaultPlan;
  ledger: Ledger;
}

/**
 * OAuth client credentials. A token's life is real time, not the simulated clock: a jump of thirty
 * days is about orders and is not meant to log everybody out.
 */
export function createTokenDesk(parts: TokenDeskParts): TokenDesk {
  const tokens = new Map<string, { endsMs: number; scopes: Scopes }>();
  const routes = Router();
  routes.post('/oauth2/token', urlencoded({ extended: false }), (request, response) => {
    const fault = parts.faults.strike('token', parts.clientId);
    parts.ledger.add('request', { operation: 'token', key: parts.clientId, fault: fault?.kind });
    if (fault && strikeAtOnce(fault, request, response)) return;
    const form = readForm(request);
    const { id = '', secret = '' } = readClientCredentials(request, form);
    response.set('Cache-Control', 'no-store');
    if (form['grant_type'] !== 'client_credentials') {
      response.status(400).json({ error: 'unsupported_grant_type' });
    } else if (!isSameText(id, parts.clientId) || !isSameText(secret, parts.clientSecret)) {
      response.status(401).set('WWW-Authenticate', 'Basic').json({ error: 'invalid_client' });
    } else {
      const token = randomBytes(24).toString('base64url');
      const endsMs = Date.now() + parts.tokenSeconds * 1_000;
      tokens.set(token, { endsMs, scopes: scopesIn(form['scope']) });
      response.json({
        access_token: token,
        token_type: 'Bearer',
        expires_in: parts.tokenSeconds,
        ...(typeof form['scope'] === 'string' ? { scope: form['scope'] } : {}),
      });
    }
  });
  return {
    routes,
    expireAll() {
      tokens.clear();
    },
    check(request) {
      const [, token] = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
      if (token === undefined) {
        throw refusal(401, 'missingCredentials', 'The call carries no bearer token.');
      }
      const known = tokens.get(token);
      if (known !== undefined && known.endsMs > Date.now()) return known.scopes;
      tokens.delete(token);
      throw refusal(401, 'invalidCredentials', 'The token is unknown or has expired.');
    },
  };
}
