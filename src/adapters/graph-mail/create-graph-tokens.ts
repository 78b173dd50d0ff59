import { faultOf, type Fetch } from './create-fetch';
import type { GraphMailSettings } from './graph-mail-settings';
import { retryAfterMs, retryLater } from './graph-trouble';

/** Application tokens: one request at a time, renewed a minute early. */
export interface GraphTokens {
  current(): Promise<string>;
  /** A token other than the refused one, fetched unless somebody already did. */
  renew(refusedToken: string): Promise<string>;
}

const EARLY_MS = 60_000;

export function createGraphTokens(fetch: Fetch, settings: GraphMailSettings): GraphTokens {
  let held: { token: string; goodUntil: number } | null = null;
  let underWay: Promise<string> | null = null;

  const fetchToken = async (): Promise<string> => {
    const answer = await fetch(settings.tokenUrl, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        scope: settings.scope ?? 'https://graph.microsoft.com/.default',
      }),
    }).catch((error: unknown) => {
      throw retryLater(`No token for Graph: ${faultOf(error)}`);
    });
    const body = await answer.json().catch(() => null);
    const parsed = answer.status === 200 ? (body as Record<string, unknown> | null) : null;
    const token = parsed?.['access_token'];
    if (typeof token !== 'string') {
      throw retryLater(`No token for Graph: ${answer.status}`, retryAfterMs(answer));
    }
    const lifeMs = Number(parsed?.['expires_in'] ?? 0) * 1000;
    held = { token, goodUntil: performance.now() + lifeMs - EARLY_MS };
    return token;
  };
  const fetchOnce = () => {
    underWay ??= fetchToken().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    current: async () =>
      held !== null && performance.now() < held.goodUntil ? held.token : fetchOnce(),
    renew: async (refusedToken) => {
      if (held !== null && held.token !== refusedToken) return held.token;
      held = null;
      return fetchOnce();
    },
  };
}
