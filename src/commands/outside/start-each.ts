import { join } from 'node:path';
import { createGraphSimulator } from '../../simulators/graph/create-graph-simulator';
import { createIdentitySimulator } from '../../simulators/identity/create-identity-simulator';
import { createSimulatorClock } from '../../simulators/kit/simulator-clock';
import { createMefSimulator } from '../../simulators/mef/create-mef-simulator';
import { createServiceNowSimulator } from '../../simulators/servicenow/create-service-now-simulator';
import { createTeamsSimulator } from '../../simulators/teams/create-teams-simulator';
import { credentialsFrom } from './credentials-from';
import type { SimulatorsSettings } from './settings';

const MAILBOX = 'circuit-orders@retail.example';
export const CARRIER_VERSION = 'v6';

interface Closable {
  close(): Promise<void>;
}

/** Starts one simulator after the other; `closers` collects how to undo each. */
export async function startEach(
  settings: SimulatorsSettings,
  caFolder: string,
  closers: (() => Promise<void>)[],
) {
  const { token, ports, stateDir } = settings;
  const { id, secret } = credentialsFrom(token);
  const kept = <K extends string>(option: K, name: string) =>
    (stateDir === undefined ? {} : { [option]: join(stateDir, name) }) as Partial<
      Record<K, string>
    >;
  const running = async <T extends Closable>(starting: Promise<T>): Promise<T> => {
    const simulator = await starting;
    closers.push(() => simulator.close());
    return simulator;
  };

  const web = {
    clientId: id('web'),
    clientSecret: secret('web'),
    redirectUris: [`${settings.apiUrl}/auth/callback`],
    audience: id('api'),
  };
  const identity = await running(
    createIdentitySimulator({
      ...{ port: ports.identity, token, clients: [web] },
      ...kept('stateFile', 'identity.json'),
      ...kept('keyFile', 'identity-keys.json'),
    }),
  );
  const mailer = { clientId: id('mail'), clientSecret: secret('mail'), mailbox: MAILBOX };
  const mail = await running(
    createGraphSimulator({
      ...{ port: ports.graph, inboxPort: ports.inbox, token, caFolder, ...mailer },
      ...kept('stateFile', 'mail.json'),
    }),
  );
  const teams = await running(
    createTeamsSimulator({
      ...{ port: ports.teams, token, botUrl: settings.botUrl },
      ...{ appId: id('bot'), appPassword: secret('bot') },
      ...kept('stateFile', 'teams.json'),
      ...kept('keyFile', 'teams-keys.json'),
    }),
  );
  const servicenow = await running(
    createServiceNowSimulator({
      ...{ port: ports.servicenow, token, integrationUser: 'circuit.orders' },
      ...{ clientId: id('servicenow'), clientSecret: secret('servicenow') },
      integrationPassword: secret('servicenow user'),
      adminPassword: secret('servicenow admin'),
      ...kept('stateFile', 'servicenow.json'),
    }),
  );
  const comcast = await running(
    createMefSimulator({
      ...{ port: ports.comcast, token, name: 'Comcast', version: CARRIER_VERSION },
      ...{ clientId: id('comcast'), clientSecret: secret('comcast') },
      paceSeconds: settings.paceSeconds,
      // Only the carrier plays days in advance; tokens elsewhere must agree with the real time.
      clock: createSimulatorClock({ mode: settings.isCarrierClockPaused ? 'paused' : 'real' }),
      ...kept('stateFile', 'comcast.json'),
    }),
  );
  return { web, identity, mailer, mail, teams, servicenow, comcast };
}

/** Everything that runs, with what was drawn for the product beside it. */
export type Parts = Awaited<ReturnType<typeof startEach>>;
