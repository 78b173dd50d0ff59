/**
 * An OpenID Connect provider in the form of Entra ID, version 2, for the people of the kit. A
 * person signs in by choosing who to be; applications get signed tokens by the real protocol; a
 * test orders any token, forged ones included, by the control API. Tenants are two: ours, and one
 * whose people are strangers at every door.
 */
import express from 'express';
import { controlRoutes } from '../kit/control-routes';
import { recordCalls } from '../kit/exchange-recorder';
import { createFaultPlan, type FaultPlan } from '../kit/fault-plan';
import { createLedger, type Ledger } from '../kit/ledger';
import { listen } from '../kit/listen';
import { OUR_TENANT } from '../kit/people';
import { createPersistentState } from '../kit/persistent-state';
import { createSimulatorClock, type SimulatorClock } from '../kit/simulator-clock';
import { authorizeRoutes } from './authorize-routes';
import { discoveryRoutes } from './discovery-routes';
import { EntraError, toErrorBody } from '../kit/entra-error';
import type { IdentityClient } from './identity-client';
import { emptyIdentityState, issuerOf, type IdentityContext } from './identity-context';
import { identityControlRoutes, mintToken, type TokenOrder } from './identity-control-routes';
import { createSigningKeys } from './signing-keys';
import { tokenRoute } from './token-route';

export interface IdentityOptions {
  port?: number;
  /** Bearer of the control API. */
  token: string;
  /** Codes and refresh tokens survive a restart here. */
  stateFile?: string;
  /** The signing keys survive a restart here. */
  keyFile?: string;
  clients: IdentityClient[];
  clock?: SimulatorClock;
}

export interface IdentitySimulator {
  url: string;
  port: number;
  /** Origin of `/_sim/...`. */
  control: string;
  tenantId: string;
  issuer: string;
  metadataUrl: string;
  tokenUrl: string;
  ledger: Ledger;
  faults: FaultPlan;
  clock: SimulatorClock;
  /** The same as `POST /_sim/tokens`, without the call. */
  mintToken(order: TokenOrder): string;
  close(): Promise<void>;
}

export async function createIdentitySimulator(
  options: IdentityOptions,
): Promise<IdentitySimulator> {
  const clock = options.clock ?? createSimulatorClock();
  const ledger = createLedger(() => clock.nowIso());
  const faults = createFaultPlan();
  const state = createPersistentState(options.stateFile, emptyIdentityState);
  let origin = '';
  const context: IdentityContext = {
    clients: options.clients,
    keys: createSigningKeys(options.keyFile),
    clock,
    ledger,
    faults,
    state,
    origin: () => origin,
  };

  const app = express();
  app.disable('x-powered-by');
  app.use(
    '/_sim',
    controlRoutes({
      token: options.token,
      clock,
      ledger,
      faults,
      state,
      empty: emptyIdentityState,
    }),
    identityControlRoutes(context),
  );
  app.use(recordCalls, discoveryRoutes(context), authorizeRoutes(context), tokenRoute(context));
  app.use(
    (
      error: unknown,
      _request: express.Request,
      response: express.Response,
      next: express.NextFunction,
    ) => {
      if (error instanceof EntraError) {
        response.status(error.status).json(toErrorBody(error, clock.nowIso()));
      } else {
        next(error);
      }
    },
  );

  const listening = await listen(app, options.port === undefined ? {} : { port: options.port });
  origin = listening.url;
  const issuer = issuerOf(context, OUR_TENANT);
  return {
    url: origin,
    port: listening.port,
    control: origin,
    tenantId: OUR_TENANT,
    issuer,
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    tokenUrl: `${origin}/${OUR_TENANT}/oauth2/v2.0/token`,
    ledger,
    faults,
    clock,
    mintToken: (order) => mintToken(context, order).token,
    close: () => listening.close(),
  };
}
