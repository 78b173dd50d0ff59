import express from 'express';
import { controlRoutes } from '../kit/control-routes';
import { createLedger } from '../kit/ledger';
import { listen } from '../kit/listen';
import { createPersistentState } from '../kit/persistent-state';
import { createSimulatorClock, type SimulatorClock } from '../kit/simulator-clock';
import { agentRoutes } from './agent/agent-routes';
import { instanceControlRoutes } from './control/instance-control-routes';
import { resetConnection } from './http/cut-connection';
import { serveHttp } from './http/serve-http';
import type { Accounts, Instance } from './instance';
import { read } from './instance-state';
import { createPlannedFaults } from './planned-faults';
import { integrationUserRow, newInstanceState } from './seed/new-instance-state';
import { createWebhookSender, type WebhookTarget } from './webhook-sender';

export interface ServiceNowSimulatorOptions extends Accounts {
  port?: number;
  /** Bearer token of the control API. */
  token: string;
  /** Where the records live between runs; without it they live in memory. */
  stateFile?: string;
  clock?: SimulatorClock;
  tls?: { key: string; cert: string };
  webhook?: WebhookTarget;
}

export interface ServiceNowSimulator {
  url: string;
  port: number;
  clientId: string;
  clientSecret: string;
  user: string;
  password: string;
  adminPassword: string;
  close(): Promise<void>;
}

/**
 * A ServiceNow instance at the wire: token endpoint, Table API, records with journals, roll-ups
 * and system fields; below `/_sim` the control API and the page on which to play the agent.
 */
export async function createServiceNowSimulator(
  options: ServiceNowSimulatorOptions,
): Promise<ServiceNowSimulator> {
  const { integrationUser, token } = options;
  const clock = options.clock ?? createSimulatorClock();
  const empty = () => newInstanceState(integrationUser);
  const instance: Instance = {
    state: createPersistentState(options.stateFile, empty),
    clock,
    ledger: createLedger(() => clock.nowIso()),
    faults: createPlannedFaults(),
    accounts: options,
    presence: { isUp: true, revision: 0 },
    onChange: [],
  };
  // A kept state may be from a run with another machine account.
  const machine = integrationUserRow(integrationUser);
  (instance.state.value.tables['sys_user'] ??= {})[read(machine, 'sys_id')] ??= machine;
  const webhooks = createWebhookSender(instance, options.webhook);

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use('/_sim/agent', agentRoutes(instance));
  app.use('/_sim', instanceControlRoutes(instance, token, webhooks));
  app.use('/_sim', controlRoutes({ token, empty, ...instance }));
  app.use((request, _response, next) => {
    if (instance.presence.isUp) next();
    else resetConnection(request);
  });
  app.use(serveHttp(instance));

  const listening = await listen(app, {
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.tls ? { tls: options.tls } : {}),
  });
  return {
    url: listening.url,
    port: listening.port,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    user: integrationUser,
    password: options.integrationPassword,
    adminPassword: options.adminPassword,
    async close() {
      await webhooks.close();
      await listening.close();
    },
  };
}
