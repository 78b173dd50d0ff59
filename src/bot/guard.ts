import type { IncomingMessage } from 'node:http';
import { jsonFault } from '../domain/json-fault';
import type { BotSettings } from './bot-settings';
import { activitySchema, type InboundActivity } from './guard/activity-schema';
import type { ChannelKeys } from './guard/channel-keys';
import { readBody } from './guard/read-body';
import type { ServiceCheck } from './guard/service-hosts';
import { verifyToken } from './guard/verify-token';

/**
 * The bot's door. The SDK behind it believes tokens of other tenants, leaves service addresses
 * unchecked and shows stack traces; so everything is judged here first, the token before any JSON,
 * and whoever is refused learns a status and nothing else.
 */
export type Admission =
  | { admitted: true; activity: InboundActivity; body: unknown; authorization: string }
  | { admitted: false; status: RefusalStatus; reason: string };

export type RefusalStatus = 400 | 401 | 403 | 405 | 413 | 415;

export interface GuardTools {
  settings: Pick<BotSettings, 'appId' | 'tenantId'>;
  keys: ChannelKeys;
  mayServe: ServiceCheck;
  now?: () => Date;
}

export type Guard = (request: IncomingMessage) => Promise<Admission>;

const refuse = (status: RefusalStatus, reason: string): Admission => ({
  admitted: false,
  status,
  reason,
});

export function createGuard({ settings, keys, mayServe, now }: GuardTools): Guard {
  const { appId, tenantId } = settings;
  return async (request) => {
    if (request.method !== 'POST') return refuse(405, `method ${request.method ?? ''}`);
    if (!isPlainJson(request)) return refuse(415, 'not application/json');
    const authorization = onlyAuthorization(request);
    const token = /^Bearer ([^\s]+)$/iu.exec(authorization ?? '')?.[1];
    if (token === undefined) return refuse(401, 'no bearer');
    const verdict = await verifyToken({
      token,
      appId,
      keys,
      ...(now === undefined ? {} : { now: now() }),
    });
    if (!verdict.believed) return refuse(401, verdict.reason);

    const bytes = await readBody(request);
    if (bytes === null) return refuse(413, 'body too large');
    const body = parseJson(bytes);
    if (body === undefined) return refuse(400, 'not JSON, or not with one meaning');
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success) {
      const places = parsed.error.issues.map((issue) => issue.path.join('.'));
      return refuse(400, `not an activity: ${places.slice(0, 5).join(', ')}`);
    }
    const activity = parsed.data;
    if (activity.serviceUrl !== verdict.serviceUrl) return refuse(401, 'another serviceUrl');
    if (!mayServe(activity.serviceUrl)) return refuse(403, 'serviceUrl not allowed');
    if (!isOfTenant(activity, tenantId)) return refuse(401, 'another tenant');
    return { admitted: true, activity, body, authorization: `Bearer ${token}` };
  };
}

function isPlainJson({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding'] ?? 'identity';
  return (
    encoding === 'identity' &&
    /^application\/json(?:\s*;|\s*$)/iu.test(headers['content-type'] ?? '')
  );
}

/** Node keeps the first of several; which one another part would read is not worth guessing. */
function onlyAuthorization(request: IncomingMessage): string | undefined {
  const given = request.headersDistinct['authorization'] ?? [];
  return given.length === 1 ? given[0] : undefined;
}

// Cards of other bots come along with what people forward; ours are half as deep.
const DEEPEST = 64;

function parseJson(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return jsonFault(text, DEEPEST) === null ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Both places where an activity names its tenant, if both do; one of them must. */
function isOfTenant({ channelData, conversation }: InboundActivity, tenantId: string): boolean {
  const named = [channelData?.tenant?.id, conversation.tenantId].filter((id) => id != null);
  return named.length > 0 && named.every((id) => id === tenantId);
}
