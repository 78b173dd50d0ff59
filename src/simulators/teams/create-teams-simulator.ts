import express from 'express';
import { controlRoutes } from '../kit/control-routes';
import { recordCalls } from '../kit/exchange-recorder';
import { createFaultPlan } from '../kit/fault-plan';
import { createLedger } from '../kit/ledger';
import { listen } from '../kit/listen';
import { OUR_TENANT } from '../kit/people';
import { createPersistentState } from '../kit/persistent-state';
import { createSimulatorClock, type SimulatorClock } from '../kit/simulator-clock';
import { createBotLine } from './bot-line';
import { createBotTokens } from './bot-tokens';
import { createCardRefresh } from './card-refresh';
import { createChatClient } from './chat-client';
import { createChatStore } from './chat-store';
import { createClockAlarms } from './clock-alarm';
import { createConnectorFaults } from './connector-faults';
import { connectorRoutes } from './connector-routes';
import { controlChannelRoutes } from './control-channel-routes';
import { controlPeopleRoutes } from './control-people-routes';
import { createDelayedSave } from './delayed-save';
import { gatewayRoutes } from './gateway-routes';
import { createInstallation } from './installation';
import { openKeyRing } from './key-ring';
import { loginRoutes } from './login-routes';
import { requireLoopbackHost } from './page-guard';
import { pageRoutes, type SuggestedCommand } from './page-routes';
import type { SimulatorParts } from './simulator-parts';
import { emptyTeamsState, REGIONS, withoutMessages, type Region } from './teams-state';

export interface TeamsSimulatorOptions {
  /** Bearer of the control API. */
  token: string;
  appId: string;
  appPassword: string;
  /** Where the bot takes activities; may be told later by `pointAt`. */
  botUrl?: string;
  port?: number;
  stateFile?: string;
  keyFile?: string;
  clock?: SimulatorClock;
  /** What the page offers for typing. */
  commands?: readonly SuggestedCommand[];
  /** False leaves the installing to the control API. */
  installAtBoot?: boolean;
  /** How patient Teams is; tests shorten it. */
  invokeLimitMs?: number;
  resendAfterMs?: number;
  answerLimitMs?: number;
  installRetryMs?: number;
}

export interface TeamsSimulator {
  /** The page, and the origin of the control API. */
  url: string;
  port: number;
  /** Takes unsigned activities and forwards them signed. */
  gateway: string;
  appId: string;
  appPassword: string;
  tenantId: string;
  /** The channel's OpenID document, with the keys that sign what the bot receives. */
  metadataUrl: string;
  /** The directory's, with the keys that sign the bot's own tokens. */
  emulatorMetadataUrl: string;
  /** Origin and tenant, as the SDK's login URL wants it. */
  loginUrl: string;
  tokenUrl: string;
  serviceUrl: string;
  serviceUrls: Record<Region, string>;
  clock: SimulatorClock;
  /** Resolves once the bot has answered every installation. */
  installed: Promise<void>;
  pointAt(botUrl: string): void;
  close(): Promise<void>;
}

/**
 * Teams, as far as a bot and its users can tell: the connector under two regional mounts, the two
 * sign-in sides, the people with their chats, and a page on which one can be any of them. Messages
 * live here, not in the bot; each person may see a card differently. What Teams refuses, this
 * refuses. It authenticates in both directions and never leaves loopback.
 */
export async function createTeamsSimulator(
  options: TeamsSimulatorOptions,
): Promise<TeamsSimulator> {
  refuseRealApp(options.appId);
  const { appId, appPassword } = options;
  const clock = options.clock ?? createSimulatorClock();
  const keys = await openKeyRing(options.keyFile);
  const ledger = createLedger(() => clock.nowIso());
  const plan = createFaultPlan();
  const state = createPersistentState(options.stateFile, emptyTeamsState);
  const save = createDelayedSave(state);
  const alarms = createClockAlarms(clock);
  const app = express().disable('x-powered-by').disable('etag');
  const listening = await listen(app, { port: options.port ?? 0 });
  const { url, port } = listening;
  const serviceUrlOf = (region: Region) => `${url}/${region}/`;

  const credentials = { appId, appPassword, tenantId: OUR_TENANT };
  const tokens = createBotTokens(keys, credentials);
  const faults = createConnectorFaults(plan, ledger);
  const store = createChatStore(state, appId, clock, () => {
    save.soon();
  });
  const line = createBotLine({
    botUrl: options.botUrl,
    appId,
    keys,
    ledger,
    alarms,
    resendAfterMs: options.resendAfterMs ?? 15_000,
    answerLimitMs: options.answerLimitMs ?? 30_000,
  });
  const invokeLimitMs = options.invokeLimitMs ?? 10_000;
  const client = createChatClient({ appId, clock, store, line, serviceUrlOf, invokeLimitMs });
  const refresh = createCardRefresh({ appId, client, ledger, nowMs: () => clock.nowMs() });
  const installation = createInstallation({
    client,
    store,
    line,
    ledger,
    retryMs: options.installRetryMs ?? 1000,
  });
  const parts: SimulatorParts = {
    ...{ appId, credentials, clock, store, client, refresh, installation, line, ledger, keys },
    serviceUrlOf,
  };

  app.use(requireLoopbackHost);
  app.use(
    '/_sim',
    controlRoutes({
      ...{ token: options.token, clock, ledger, faults: plan, state },
      empty: () => withoutMessages(state.value),
    }),
    controlPeopleRoutes(parts),
    controlChannelRoutes(parts),
  );
  const connector = { appId, tenantId: OUR_TENANT, tokens, store, refresh, ledger, faults };
  for (const region of REGIONS) {
    app.use(`/${region}`, recordCalls, connectorRoutes(region, { ...connector, serviceUrlOf }));
  }
  const answerLimitMs = options.answerLimitMs ?? 15_000;
  app.use('/gateway', recordCalls, gatewayRoutes({ appId, keys, line, ledger, answerLimitMs }));
  const page = { secret: options.token, port: () => port, commands: options.commands ?? [] };
  app.use(pageRoutes(parts, page));
  app.use(recordCalls, loginRoutes({ url: () => url, keys, tokens, credentials, ledger, faults }));

  const isInstalling = options.installAtBoot !== false;
  const installed = isInstalling ? installation.installAll() : Promise.resolve();

  return {
    url,
    port,
    gateway: `${url}/gateway/api/messages`,
    appId,
    appPassword,
    tenantId: OUR_TENANT,
    metadataUrl: `${url}/v1/.well-known/openidconfiguration`,
    emulatorMetadataUrl: `${url}/${OUR_TENANT}/v2.0/.well-known/openid-configuration`,
    loginUrl: `${url}/${OUR_TENANT}`,
    tokenUrl: `${url}/${OUR_TENANT}/oauth2/v2.0/token`,
    serviceUrl: serviceUrlOf('amer'),
    serviceUrls: { amer: serviceUrlOf('amer'), emea: serviceUrlOf('emea') },
    clock,
    installed,
    pointAt(botUrl) {
      line.pointAt(botUrl);
    },
    async close() {
      installation.stop();
      alarms.close();
      await line.close();
      await listening.close();
      save.close();
    },
  };
}

/** Beside a configured real bot the stand-in would be taken for Teams. */
function refuseRealApp(appId: string): void {
  const configured = process.env['TEAMS_APP_ID'];
  if (configured !== undefined && configured !== '' && configured !== appId) {
    throw new Error('The Teams stand-in does not run beside a real app id (TEAMS_APP_ID is set).');
  }
}
