import { classifyAnswer, failed, retryLater, type MirrorFailure } from './classify-answer';
import type { SendRequest } from './create-send-request';
import { USUAL_TIMEOUTS, type ServiceNowSettings } from './servicenow-settings';

export type TokenResult = { ok: true; token: string } | { ok: false; failure: MirrorFailure };

/** Bearer tokens by client credentials: one request at a time, renewed a minute early. */
export interface AccessTokens {
  current(): Promise<TokenResult>;
  /** A token other than the refused one, fetched unless somebody already did. */
  renew(refusedToken: string): Promise<TokenResult>;
}

const EARLY_MS = 60_000;

export function createAccessTokens(
  send: SendRequest,
  settings: ServiceNowSettings,
  nowMs: () => number,
): AccessTokens {
  let held: { token: string; goodUntil: number } | null = null;
  let underWay: Promise<TokenResult> | null = null;

  const fetchToken = async (): Promise<TokenResult> => {
    const answer = await send({
      method: 'POST',
      target: '/oauth_token.do',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: settings.clientId ?? '',
        client_secret: settings.clientSecret ?? '',
      }).toString(),
      timeoutMs: settings.timeouts?.readMs ?? USUAL_TIMEOUTS.readMs,
    });
    if (!answer.arrived || answer.status >= 500 || answer.status === 429) {
      // Nothing of the call itself has left yet, so this is never in doubt.
      const result = classifyAnswer(answer, 'read', nowMs());
      return result.ok ? failed(retryLater('No token came.')) : result;
    }
    if (answer.status >= 400) {
      return failed({
        outcome: 'auth_failed',
        cause: `ServiceNow refused the client credentials with ${answer.status}.`,
      });
    }
    const parsed = parseToken(answer.body);
    if (parsed === null || answer.status >= 300) {
      return failed(retryLater('ServiceNow sent something else than a token.'));
    }
    // The monotonic clock: a wall clock that jumps would keep a dead token or fetch without end.
    held = {
      token: parsed.token,
      goodUntil: performance.now() + parsed.lifeSeconds * 1000 - EARLY_MS,
    };
    return { ok: true, token: parsed.token };
  };
  const fetchOnce = () => {
    underWay ??= fetchToken().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    current: async () =>
      held !== null && performance.now() < held.goodUntil
        ? { ok: true, token: held.token }
        : fetchOnce(),
    renew: async (refusedToken) => {
      if (held !== null && held.token !== refusedToken) return { ok: true, token: held.token };
      held = null;
      return fetchOnce();
    },
  };
}

function parseToken(body: string): { token: string; lifeSeconds: number } | null {
  try {
    const parsed = JSON.parse(body) as Record<string, unknown>;
    const token = parsed['access_token'];
    const lifeSeconds = Number(parsed['expires_in']);
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return null;
    return { token, lifeSeconds: Number.isFinite(lifeSeconds) ? lifeSeconds : 0 };
  } catch {
    return null;
  }
}
