import { createHmac } from 'node:crypto';
import type { Express } from 'express';
import { createSignIn } from './adapters/entra/sign-in';
import { createVerifyUserToken } from './adapters/entra/verify-user-token';
import { endSession, hasSessionEnded } from './adapters/postgres/ended-sessions';
import { abandonKey, claimKey, keepAnswer, releaseKey } from './adapters/postgres/idempotency';
import { countOrders, listOrders, sortValueOf } from './adapters/postgres/list-orders';
import { listenTo } from './adapters/postgres/listen';
import { readAudit } from './adapters/postgres/read-audit';
import { readFeed, readFeedEnd } from './adapters/postgres/read-feed';
import { createProviderLedger } from './adapters/postgres/provider-ledger';
import { createApi } from './api/app';
import { createCursors } from './api/cursors';
import { createLive } from './api/live';
import { sessionCookieName } from './api/pages/auth';
import { createSessions } from './api/session';
import type { Config } from './config';
import type { Adapters } from './create-adapters';
import type { Logger } from './log';
import type { Tools } from './use-cases/tools';

// The clients of Microsoft Teams that ask for our tokens: mobile and desktop, web.
// learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
const TEAMS_CLIENTS = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
];

export interface OpenedApi {
  handler: Express;
  close(): Promise<void>;
}

/** Puts the API together from the adapters of this process. */
export function openApi(
  config: Config,
  adapters: Adapters,
  useCases: Tools,
  log: Logger,
  origin: string,
): OpenedApi {
  const { app: db } = adapters;
  const verifyToken = createVerifyUserToken({
    tenantId: config.ENTRA_TENANT_ID,
    issuer: config.ENTRA_ISSUER,
    metadataUrl: config.ENTRA_METADATA_URL,
    audience: config.ENTRA_AUDIENCE,
    clients: [config.ENTRA_CLIENT_ID, ...TEAMS_CLIENTS],
  });
  const live = createLive({
    readFeed: (after) => readFeed(db, after),
    readFeedEnd: () => readFeedEnd(db),
    onError: (error) => {
      log.warn({ error: String(error) }, 'the live feed could not be read');
    },
  });
  const listener = listenTo(config.DATABASE_URL, 'order_events', () => {
    live.wake();
  });
  const handler = createApi({
    useCases,
    live,
    log,
    cursors: createCursors(config.WEB_SESSION_KEY),
    keys: {
      verifyToken,
      sessions: createSessions(config.WEB_SESSION_KEY),
      hasSessionEnded: (id) => hasSessionEnded(db, id),
      directory: useCases.directory,
      sessionCookie: sessionCookieName(origin),
    },
    signIn: createSignIn(
      {
        metadataUrl: config.ENTRA_METADATA_URL,
        audience: config.ENTRA_AUDIENCE,
        clientId: config.ENTRA_CLIENT_ID,
        clientSecret: config.ENTRA_CLIENT_SECRET,
      },
      verifyToken,
    ),
    endSession: (id, expiresAt) => endSession(db, id, expiresAt),
    reads: {
      listOrders: (filter, page) => listOrders(db, filter, page),
      countOrders: (filter) => countOrders(db, filter),
      sortValueOf,
      readAudit: (orderNumber) => readAudit(db, orderNumber),
      claimKey: (key, fingerprint) => claimKey(db, key, fingerprint),
      keepAnswer: (key, kept) => keepAnswer(db, key, kept),
      releaseKey: (key) => releaseKey(db, key),
      abandonKey: (key) => abandonKey(db, key),
    },
    settings: {
      origin,
      webDir: config.WEB_DIR,
      homeUrl: config.WEB_HOME_URL,
      rateLimitFactor: config.RATE_LIMIT_FACTOR,
      hookSecret: hookSecretOf(config),
    },
    hint: hintOf(adapters),
    async isReady() {
      await db.query('SELECT 1', []);
      return true;
    },
  });
  return {
    handler,
    async close() {
      live.close();
      await listener.close();
    },
  };
}

/** The secret part of the call-back path; follows from the session key, so it survives restarts. */
export function hookSecretOf(config: Config): string {
  return createHmac('sha256', config.WEB_SESSION_KEY).update('carrier hooks').digest('hex');
}

/** A call-back is a reason to read sooner, nothing else. */
function hintOf({ providers, runtime, clock, app }: Adapters) {
  const ledger = createProviderLedger(app);
  return async (providerKey: string, body: unknown): Promise<boolean> => {
    const hint = providers.get(providerKey)?.parseNotification(body) ?? null;
    if (hint === null) return false;
    const known = await ledger.hint(providerKey, hint.providerOrderId, clock.nowIso());
    if (known) await runtime.readProviderNow(providerKey).catch(() => undefined);
    return known;
  };
}
