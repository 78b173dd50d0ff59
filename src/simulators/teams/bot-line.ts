import { Agent, request } from 'undici';
import { recordExchange } from '../kit/exchange-recorder';
import type { Ledger } from '../kit/ledger';
import type { InboundActivity } from './activity';
import { authorizationHeader, type Forgery } from './channel-token';
import type { ClockAlarms } from './clock-alarm';
import type { KeyRing } from './key-ring';

export interface BotAnswer {
  /** 0: nothing was answered within the limit, or nobody listened. */
  status: number;
  headers: Record<string, string>;
  body: unknown;
  ms: number;
}

export interface DeliveryOptions {
  forge?: Forgery | undefined;
  limitMs?: number;
}

export interface RawDelivery {
  body: string | Buffer;
  contentType: string;
  authorization: string | undefined;
  limitMs: number;
}

/** The way from Teams to the bot: each activity signed, unanswered messages sent again. */
export interface BotLine {
  /** One attempt. */
  deliver(activity: InboundActivity, options?: DeliveryOptions): Promise<BotAnswer>;
  /** As Teams sends messages: again, with the same id, while the bot has not answered. */
  deliverMessage(activity: InboundActivity): Promise<BotAnswer>;
  deliverRaw(delivery: RawDelivery): Promise<BotAnswer>;
  url(): string | undefined;
  pointAt(botUrl: string): void;
  close(): Promise<void>;
}

export interface BotLineParts {
  botUrl: string | undefined;
  appId: string;
  keys: KeyRing;
  ledger: Ledger;
  alarms: ClockAlarms;
  resendAfterMs: number;
  answerLimitMs: number;
}

const DELIVERIES = 3;
const UNHEARD = { status: 0, headers: {}, body: null };

const parsed = (text: string): unknown => {
  try {
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
};

export function createBotLine(parts: BotLineParts): BotLine {
  const agent = new Agent({ connect: { timeout: 3000 } });
  let botUrl = parts.botUrl;

  async function post({ body, contentType, authorization, limitMs }: RawDelivery) {
    if (botUrl === undefined) return { ...UNHEARD, ms: 0 };
    const startedAt = Date.now();
    try {
      const response = await request(botUrl, {
        method: 'POST',
        dispatcher: agent,
        body,
        headers: {
          'content-type': contentType,
          ...(authorization === undefined ? {} : { authorization }),
        },
        signal: AbortSignal.timeout(limitMs),
      });
      const text = await response.body.text();
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(response.headers)) headers[name] = String(value);
      return {
        status: response.statusCode,
        headers,
        body: parsed(text),
        ms: Date.now() - startedAt,
      };
    } catch {
      return { ...UNHEARD, ms: Date.now() - startedAt };
    }
  }

  async function deliver(activity: InboundActivity, options: DeliveryOptions = {}) {
    const authorization = await authorizationHeader(parts.keys, {
      appId: parts.appId,
      serviceUrl: activity.serviceUrl,
      forge: options.forge,
    });
    const answer = await post({
      body: JSON.stringify(activity),
      contentType: 'application/json; charset=utf-8',
      authorization,
      limitMs: options.limitMs ?? parts.answerLimitMs,
    });
    parts.ledger.add('delivered', {
      type: activity.type,
      name: activity['name'] ?? null,
      activityId: activity.id,
      forge: options.forge ?? null,
      status: answer.status,
      ms: answer.ms,
    });
    recordExchange({
      direction: 'simulator',
      method: 'POST',
      path: botUrl ?? '',
      request: activity,
      status: answer.status,
      response: answer.body,
    });
    return answer;
  }

  const deliverMessage = (activity: InboundActivity) =>
    new Promise<BotAnswer>((resolve) => {
      let attempts = 0;
      let open = 0;
      let settled = false;
      const settle = (answer: BotAnswer) => {
        settled = true;
        resolve(answer);
      };
      const attempt = () => {
        if (settled) return;
        attempts += 1;
        open += 1;
        const cancel =
          attempts < DELIVERIES ? parts.alarms.after(parts.resendAfterMs, attempt) : undefined;
        void deliver(activity).then((answer) => {
          open -= 1;
          const final = answer.status > 0 && answer.status < 500;
          if (final) cancel?.();
          if (!settled && (final || (attempts === DELIVERIES && open === 0))) settle(answer);
        });
      };
      attempt();
    });

  return {
    deliver,
    deliverMessage,
    deliverRaw: post,
    url: () => botUrl,
    pointAt(url) {
      botUrl = url;
    },
    close: () => agent.destroy(),
  };
}
