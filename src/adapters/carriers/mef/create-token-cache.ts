import { ProviderTrouble } from '../../../ports/provider';
import type { CarrierHttp } from './carrier-http';
import { tokenSchema } from './token-schema';
import { toTrouble, toTroubleOfFailure } from './to-trouble';

/** The one access token of a provider. It is held here and in request headers, nowhere else. */
export interface TokenCache {
  get(): Promise<string>;
  /** The carrier refused this token; a newer one, got meanwhile by another call, stays. */
  discard(token: string): void;
}

export interface TokenSource {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** The operations it is for. */
  scopes: readonly string[];
}

const RENEW_AT = 0.9;

export function createTokenCache(
  source: TokenSource,
  tools: { http: CarrierHttp; nowMs: () => number },
): TokenCache {
  let held: { token: string; renewAtMs: number } | null = null;
  let flight: Promise<string> | null = null;

  const renew = async () => {
    const askedAtMs = tools.nowMs();
    const { token, lifeMs } = await fetchToken(source, tools);
    held = { token, renewAtMs: askedAtMs + lifeMs * RENEW_AT };
    return token;
  };
  return {
    get() {
      if (held !== null && tools.nowMs() < held.renewAtMs) return Promise.resolve(held.token);
      flight ??= renew().finally(() => {
        flight = null;
      });
      return flight;
    },
    discard(token) {
      if (held?.token === token) held = null;
    },
  };
}

async function fetchToken(
  source: TokenSource,
  { http, nowMs }: { http: CarrierHttp; nowMs: () => number },
): Promise<{ token: string; lifeMs: number }> {
  const form = { grant_type: 'client_credentials', scope: source.scopes.join(' ') };
  const answer = await http({
    method: 'POST',
    url: source.tokenUrl,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${basicCredentials(source)}`,
    },
    body: new URLSearchParams(form).toString(),
  }).catch((error: unknown) => {
    throw toTroubleOfFailure(error, 'token');
  });
  if (answer.status === 400) throw new ProviderTrouble('auth', 'token: status 400');
  const token = tokenSchema.safeParse(answer.body.readable ? answer.body.json : null);
  if (answer.status !== 200 || !token.success) throw toTrouble(answer, 'token', nowMs());
  return { token: token.data.access_token, lifeMs: token.data.expires_in * 1000 };
}

/** RFC 6749, section 2.3.1: both halves are form-encoded before they are joined. */
function basicCredentials({ clientId, clientSecret }: TokenSource): string {
  const encode = (text: string) => new URLSearchParams({ v: text }).toString().slice(2);
  return Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64');
}
