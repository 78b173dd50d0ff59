import { randomUUID } from 'node:crypto';
import express from 'express';
import { controlRoutes } from '../kit/control-routes';
import { recordCalls } from '../kit/exchange-recorder';
import { createFaultPlan } from '../kit/fault-plan';
import { createLedger, type Ledger } from '../kit/ledger';
import { listen } from '../kit/listen';
import { createPersistentState } from '../kit/persistent-state';
import { createSimulatorClock, type SimulatorClock } from '../kit/simulator-clock';
import { answerError, serve } from './api-call';
import { refusal } from './api-refusal';
import { withOwnDefaults } from './answer-faults';
import { carryOn, freezeLeftovers } from './carry-on';
import { CHARGE_OPERATIONS } from './charge-operations';
import { controlPage } from './control-page';
import { createHubDesk } from './hub-desk';
import { HUB_OPERATIONS } from './hub-operations';
import { answerControlError, mefControlRoutes } from './mef-control-routes';
import { emptyMefState, type MefVersion } from './mef-state';
import { NEIGHBOUR_OPERATIONS } from './neighbour-operations';
import { ORDER_OPERATIONS } from './order-operations';
import { createPageAccess } from './page-access';
import { POQ_OPERATIONS } from './poq-operations';
import { defaultScenario } from './scenario';
import type { Seller } from './seller';
import { TASK_OPERATIONS } from './task-operations';
import { createTokenDesk } from './token-desk';

export interface MefSimulatorOptions {
  /** 0 or nothing takes any free port. */
  port?: number;
  /** Bearer of the control API below `/_sim`. */
  token: string;
  /** What survives a restart; without it the memory ends with the process. */
  stateFile?: string;
  version?: MefVersion;
  clientId?: string;
  clientSecret?: string;
  /** Seconds between the stages of a new order; null plays business days on the clock. */
  paceSeconds?: number | null;
  clock?: SimulatorClock;
  /** Life of an access token; an hour if not said. */
  tokenSeconds?: number;
  /** Bearer sent with every notification. */
  callbackToken?: string;
  /** Title of the control page. */
  name?: string;
}

export interface MefSimulator {
  url: string;
  port: number;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  clock: SimulatorClock;
  ledger: Ledger;
  /** Does everything that is due now. */
  tick(): void;
  /** Resolves when every notification told so far was tried. */
  eventsSettled(): Promise<void>;
  close(): Promise<void>;
}

const TICK_MS = 250;

/** A carrier that speaks the LSO ordering APIs (Cantata and Sonata) on loopback. */
export async function createMefSimulator(options: MefSimulatorOptions): Promise<MefSimulator> {
  const version = options.version ?? 'v6';
  const scenario = defaultScenario(version, options.paceSeconds ?? null);
  const clientId = options.clientId ?? 'circuit-orders';
  const clientSecret = options.clientSecret ?? 'circuit-orders-secret';
  const clock = options.clock ?? createSimulatorClock();
  const ledger = createLedger(() => clock.nowIso());
  const faults = withOwnDefaults(createFaultPlan());
  const empty = () => emptyMefState(scenario);
  const state = createPersistentState(options.stateFile, empty);
  // How this run is played is the starter's word; the rest of a kept scenario lives on.
  const { paceSeconds, pace } = scenario;
  state.value.scenario = { ...scenario, ...state.value.scenario, version, paceSeconds, pace };
  state.value.paceHeldSinceMs = null;

  const { callbackToken } = options;
  const hubs = createHubDesk({ state, clock, ledger, faults, callbackToken });
  const run = randomUUID();
  const seller: Seller = {
    state,
    clock,
    ledger,
    faults,
    run,
    tell: (event) => {
      hubs.tell(event);
    },
  };
  freezeLeftovers(seller);
  const tokenSeconds = options.tokenSeconds ?? 3_600;
  const tokens = createTokenDesk({ clientId, clientSecret, tokenSeconds, faults, ledger });

  const app = createApp(options, seller, tokens, empty);
  const tick = () => {
    if (carryOn(seller)) state.save();
  };
  clock.onJump(tick);
  const ticker = setInterval(() => {
    if (clock.describe().mode !== 'paused') tick();
  }, TICK_MS);
  ticker.unref();
  const listening = await listen(app, { port: options.port ?? 0 });

  return {
    url: listening.url,
    port: listening.port,
    tokenUrl: `${listening.url}/oauth2/token`,
    clientId,
    clientSecret,
    clock,
    ledger,
    tick,
    eventsSettled: () => hubs.settled(),
    async close() {
      clearInterval(ticker);
      await hubs.close();
      await listening.close();
      state.save();
    },
  };
}

function createApp(
  options: MefSimulatorOptions,
  seller: Seller,
  tokens: ReturnType<typeof createTokenDesk>,
  empty: () => ReturnType<typeof emptyMefState>,
): express.Express {
  const { token } = options;
  const { state, clock, ledger, faults } = seller;
  const access = createPageAccess(token);
  const app = express().disable('x-powered-by').disable('etag');
  app.use('/_sim', access.guard, access.grant);
  app.get('/_sim', controlPage(options.name ?? 'MEF carrier', access));
  app.use('/_sim', mefControlRoutes(seller, tokens, token));
  app.use('/_sim', controlRoutes({ token, clock, ledger, faults, state, empty }));
  app.use('/_sim', answerControlError);
  app.use(tokens.routes);
  // Who asks comes before what is asked: a stranger's body is not even read.
  const knowCaller: express.RequestHandler = (request, response, next) => {
    response.locals['scopes'] = tokens.check(request);
    next();
  };
  app.use(
    '/mefApi',
    recordCalls,
    knowCaller,
    express.json({ limit: '1mb', type: ['json', '+json'] }),
  );
  const operations = [
    ...ORDER_OPERATIONS,
    ...TASK_OPERATIONS,
    ...CHARGE_OPERATIONS,
    ...HUB_OPERATIONS,
    ...POQ_OPERATIONS,
    ...NEIGHBOUR_OPERATIONS,
  ];
  for (const operation of operations) serve(app, operation, seller);
  app.use(() => {
    throw refusal(404, 'notFound', 'There is nothing here.');
  });
  app.use(answerError);
  return app;
}
