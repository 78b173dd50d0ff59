/**
 * The mail part of Microsoft Graph v1.0 for one application and one mailbox, over https with an
 * authority of its own, as the real client demands. What is sent lands in simulated inboxes; a
 * plain-http server beside it shows them to people and carries the control API.
 */
import express from 'express';
import { openCertificateAuthority } from '../kit/certificate-authority';
import { controlRoutes } from '../kit/control-routes';
import { recordCalls } from '../kit/exchange-recorder';
import { createFaultPlan, type FaultPlan } from '../kit/fault-plan';
import { createLedger, type Ledger } from '../kit/ledger';
import { listen } from '../kit/listen';
import { OUR_TENANT } from '../kit/people';
import { createPersistentState } from '../kit/persistent-state';
import { createSimulatorClock, type SimulatorClock } from '../kit/simulator-clock';
import { createAccessTokens } from './access-tokens';
import type { GraphContext } from './graph-context';
import { graphControlRoutes } from './graph-control-routes';
import { graphRefusals } from './graph-refusals';
import { inboxRoutes } from './inbox-routes';
import { createMailStore, emptyMailState, type MailStore } from './mail-store';
import { messageRoutes } from './message-routes';
import { nameRequest } from './request-ids';
import { requireLoopbackHost } from './require-loopback-host';
import { tokenRoute } from './token-route';

export interface GraphOptions {
  /** Of the https API. */
  port?: number;
  /** Of the plain-http inbox page and control API. */
  inboxPort?: number;
  /** Bearer of the control API. */
  token: string;
  /** Mail at rest survives a restart here. */
  stateFile?: string;
  /** Where the certificate authority is kept, or made. */
  caFolder: string;
  clientId: string;
  clientSecret: string;
  /** Address of the one mailbox the application may use. */
  mailbox: string;
  clock?: SimulatorClock;
  /** Real milliseconds a call takes at least; 5 unless said. */
  latencyMs?: number;
}

export interface GraphSimulator {
  /** Origin of the https API, without `/v1.0`. */
  url: string;
  tokenUrl: string;
  /** The page for people. */
  inbox: string;
  /** Origin of `/_sim/...`, plain http. */
  control: string;
  caFile: string;
  caPem: string;
  ledger: Ledger;
  faults: FaultPlan;
  clock: SimulatorClock;
  store: MailStore;
  /** Calls of the mail API now being served. */
  parallel(): number;
  close(): Promise<void>;
}

export async function createGraphSimulator(options: GraphOptions): Promise<GraphSimulator> {
  const clock = options.clock ?? createSimulatorClock();
  const ledger = createLedger(() => clock.nowIso());
  const faults = createFaultPlan();
  const state = createPersistentState(options.stateFile, emptyMailState);
  const authority = openCertificateAuthority(options.caFolder);
  const store = createMailStore({ state, clock, ledger });
  const context: GraphContext = {
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    mailbox: options.mailbox.toLowerCase(),
    clock,
    ledger,
    faults,
    store,
    tokens: createAccessTokens(options.clientSecret, clock),
    latencyMs: options.latencyMs ?? 5,
    parallel: 0,
    throttledUntilMs: 0,
  };

  const refusals = graphRefusals(clock);
  const api = express();
  api.disable('x-powered-by');
  api.use(recordCalls, nameRequest, tokenRoute(context), messageRoutes(context));
  api.use(refusals.unknown, refusals.failed);

  const desk = express();
  desk.disable('x-powered-by');
  desk.use(requireLoopbackHost);
  desk.get('/', (_request, response) => {
    response.redirect('/_sim/inbox');
  });
  desk.use('/_sim/inbox', inboxRoutes(context));
  desk.use(
    '/_sim',
    controlRoutes({ token: options.token, clock, ledger, faults, state, empty: emptyMailState }),
    graphControlRoutes(context),
  );

  const apiServer = await listen(api, { port: options.port ?? 0, tls: authority.server });
  const deskServer = await listen(desk, { port: options.inboxPort ?? 0 }).catch(
    async (error: unknown) => {
      await apiServer.close();
      throw error;
    },
  );
  return {
    url: apiServer.url,
    tokenUrl: `${apiServer.url}/${OUR_TENANT}/oauth2/v2.0/token`,
    inbox: `${deskServer.url}/_sim/inbox`,
    control: deskServer.url,
    caFile: authority.caFile,
    caPem: authority.caPem,
    ledger,
    faults,
    clock,
    store,
    parallel: () => context.parallel,
    close: async () => {
      await Promise.all([apiServer.close(), deskServer.close()]);
    },
  };
}
