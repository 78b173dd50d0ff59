import { createAccessTokens, type AccessTokens, type TokenResult } from './create-access-tokens';
import { createCallGate } from './create-call-gate';
import { classifyAnswer, failed, type CallKind, type CallResult } from './classify-answer';
import { createSendRequest, type WireRequest } from './create-send-request';
import {
  parseInstanceUrl,
  USUAL_TIMEOUTS,
  type ServiceNowSettings,
  type ServiceNowTools,
} from './servicenow-settings';

export interface Call {
  /** Table, and record for one. */
  path: string;
  parameters?: Record<string, string>;
  write?: { method: 'POST' | 'PATCH'; body: Record<string, string> };
}

/** Calls of the Table API with credentials, limits and classes applied. */
export type Connection = (call: Call) => Promise<CallResult>;

/** Values and labels together, references as plain ids. */
const ANSWER_FORM = {
  sysparm_display_value: 'all',
  sysparm_exclude_reference_link: 'true',
};

export function createConnection(settings: ServiceNowSettings, tools: ServiceNowTools): Connection {
  const nowMs = () => Date.parse(tools.clock.nowIso());
  const send = createSendRequest(parseInstanceUrl(settings.url), settings);
  const credentials = createCredentials(settings, createAccessTokens(send, settings, nowMs));
  const gate = createCallGate(
    Math.min(settings.callsInParallel ?? 2, 4),
    settings.callsPerHour ?? 3_000,
  );
  const timeouts = { ...USUAL_TIMEOUTS, ...settings.timeouts };

  const attempt = async (call: Call, kind: CallKind): Promise<CallResult> => {
    const first = await credentials.current();
    if (!first.ok) return first;
    const answer = await send(toWire(call, first.token, timeouts));
    if (!answer.arrived || answer.status !== 401 || !credentials.mayRenew) {
      return classified(answer, kind);
    }
    // Credentials are judged before anything happens, so even a write may be sent once more.
    const second = await credentials.renew(first.token);
    if (!second.ok) return second;
    return classified(await send(toWire(call, second.token, timeouts)), kind);
  };
  const classified = (answer: Parameters<typeof classifyAnswer>[0], kind: CallKind) =>
    classifyAnswer(answer, kind, nowMs());

  return async (call) => {
    const kind: CallKind = call.write === undefined ? 'read' : 'write';
    const place = await gate.enter(kind);
    if (!('leave' in place)) return failed(place);
    try {
      const result = await attempt(call, kind);
      if (!result.ok && result.failure.outcome === 'retry_later') {
        gate.pause(result.failure.retryAfterMs ?? 0);
      }
      return result;
    } finally {
      place.leave();
    }
  };
}

function toWire(call: Call, authorization: string, timeouts: typeof USUAL_TIMEOUTS): WireRequest {
  const parameters = Object.entries({ ...ANSWER_FORM, ...call.parameters })
    // Commas stay: lists of a hundred ids would outgrow the 8 KB of a target.
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
  const common = { accept: 'application/json', authorization };
  const target = `/api/now/table/${call.path}?${parameters}`;
  if (call.write === undefined) {
    return { method: 'GET', target, headers: common, timeoutMs: timeouts.readMs };
  }
  return {
    method: call.write.method,
    target,
    headers: { ...common, 'content-type': 'application/json' },
    body: JSON.stringify(call.write.body),
    timeoutMs: timeouts.writeMs,
  };
}

/** Header values for `Authorization`; those of `basic` cannot be renewed. */
function createCredentials(settings: ServiceNowSettings, tokens: AccessTokens) {
  if (settings.auth === 'basic') {
    const pair = Buffer.from(`${settings.user}:${settings.password ?? ''}`).toString('base64');
    const fixed = (): Promise<TokenResult> => Promise.resolve({ ok: true, token: `Basic ${pair}` });
    return { mayRenew: false, current: fixed, renew: fixed };
  }
  const asHeader = (result: TokenResult): TokenResult =>
    result.ok ? { ok: true, token: `Bearer ${result.token}` } : result;
  return {
    mayRenew: true,
    current: async () => asHeader(await tokens.current()),
    renew: async (header: string) => asHeader(await tokens.renew(header.slice('Bearer '.length))),
  };
}
