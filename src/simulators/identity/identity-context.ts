import type { FaultPlan } from '../kit/fault-plan';
import type { Ledger } from '../kit/ledger';
import { OTHER_TENANT, OUR_TENANT } from '../kit/people';
import type { PersistentState } from '../kit/persistent-state';
import type { SimulatorClock } from '../kit/simulator-clock';
import { EntraError } from '../kit/entra-error';
import type { IdentityClient } from './identity-client';
import type { SigningKeys } from './signing-keys';

/** What a code or refresh token stands for. */
export interface Grant {
  clientId: string;
  persona: string;
  scope: string;
  redirectUri: string;
  codeChallenge: string;
  nonce?: string;
  expiresAtMs: number;
  /** A code is kept after its use, to tell a second use from an unknown code. */
  redeemed?: boolean;
}

/** What survives a restart of the provider. */
export interface IdentityState {
  codes: Record<string, Grant>;
  refreshTokens: Record<string, Grant>;
}

export const emptyIdentityState = (): IdentityState => ({ codes: {}, refreshTokens: {} });

/** The parts every route of the provider works with. */
export interface IdentityContext {
  clients: IdentityClient[];
  keys: SigningKeys;
  clock: SimulatorClock;
  ledger: Ledger;
  faults: FaultPlan;
  state: PersistentState<IdentityState>;
  /** Origin of the provider; known once it listens. */
  origin(): string;
}

export const issuerOf = (context: IdentityContext, tenantId: string) =>
  `${context.origin()}/${tenantId}/v2.0`;

/** The tenants that exist here; any other one is refused the way the provider does. */
export function requireTenant(tenantId: unknown): string {
  if (tenantId === OUR_TENANT || tenantId === OTHER_TENANT) return tenantId;
  throw new EntraError('invalid_request', 90002, `Tenant '${String(tenantId)}' not found.`);
}

export function requireClient(context: IdentityContext, clientId: unknown): IdentityClient {
  const client = context.clients.find((candidate) => candidate.clientId === clientId);
  if (client !== undefined) return client;
  throw new EntraError(
    'unauthorized_client',
    700016,
    `Application with identifier '${String(clientId)}' was not found in the directory.`,
  );
}

/** Drops what can no longer be redeemed, so that a long demo does not fill its state file. */
export function forgetExpired(grants: Record<string, Grant>, nowMs: number): void {
  for (const [id, grant] of Object.entries(grants)) {
    if (grant.expiresAtMs < nowMs) Reflect.deleteProperty(grants, id);
  }
}
