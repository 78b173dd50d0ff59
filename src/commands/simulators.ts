/**
 * Starts the whole simulated outside world in one process: identity, mail, Teams, ServiceNow and
 * the carrier. Forked by the set-up, it reports once where everything listens and which variables
 * the product needs; SIGTERM, or the end of the process that forked it, closes everything.
 */
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGraphSimulator } from '../simulators/graph/create-graph-simulator';
import { createIdentitySimulator } from '../simulators/identity/create-identity-simulator';
import { createSimulatorClock } from '../simulators/kit/simulator-clock';
import { createMefSimulator } from '../simulators/mef/create-mef-simulator';
import { createServiceNowSimulator } from '../simulators/servicenow/create-service-now-simulator';
import { createTeamsSimulator } from '../simulators/teams/create-teams-simulator';

const MAILBOX = 'circuit-orders@retail.example';
const CARRIER_VERSION = 'v6';
const DEFAULT_PACE_SECONDS = 15;
const PARTS_WITH_PORT = ['teams', 'servicenow', 'comcast', 'graph', 'inbox', 'identity'] as const;

/** What the environment says about this run. */
export interface SimulatorsSettings {
  token: string;
  /** Without it nothing outlives the process. */
  stateDir?: string;
  caDir?: string;
  /** Seconds between the stages of a carrier order; null plays business days. */
  paceSeconds: number | null;
  isCarrierClockPaused: boolean;
  ports: Record<(typeof PARTS_WITH_PORT)[number], number>;
  /** Origin of the product. */
  apiUrl: string;
  /** Where the product takes Teams activities. */
  botUrl: string;
}

export interface RunningSimulators {
  endpoints: ReturnType<typeof toEndpoints>;
  /** Variables the product needs to speak to them. */
  env: Record<string, string>;
  close: () => Promise<void>;
}

function parsePort(environment: NodeJS.ProcessEnv, name: string): number {
  const text = environment[name] ?? '';
  if (text === '') return 0;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${name} is no port: ${text}`);
}

function parsePace(text = ''): number | null {
  if (text === '') return DEFAULT_PACE_SECONDS;
  if (text === 'off') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new Error(`SIM_PACE_SECONDS is neither a number of seconds nor "off": ${text}`);
}

/** Reads the settings or refuses with the variable's name. */
export function parseSimulatorsSettings(environment: NodeJS.ProcessEnv): SimulatorsSettings {
  const required = (name: string) => {
    const value = environment[name] ?? '';
    if (value === '') throw new Error(`${name} is missing.`);
    return value;
  };
  const apiUrl = required('API_URL').replace(/\/$/, '');
  const stateDir = environment['SIM_STATE_DIR'] ?? '';
  const caDir = environment['SIM_CA_DIR'] ?? '';
  const botUrl = environment['BOT_URL'] ?? '';
  return {
    token: required('SIM_TOKEN'),
    ...(stateDir === '' ? {} : { stateDir }),
    ...(caDir === '' ? {} : { caDir }),
    paceSeconds: parsePace(environment['SIM_PACE_SECONDS']),
    isCarrierClockPaused: environment['SIM_CLOCK'] === 'paused',
    ports: Object.fromEntries(
      PARTS_WITH_PORT.map((part) => [
        part,
        parsePort(environment, `SIM_${part.toUpperCase()}_PORT`),
      ]),
    ) as SimulatorsSettings['ports'],
    apiUrl,
    botUrl: botUrl === '' ? `${apiUrl}/api/messages` : botUrl,
  };
}

/** Ids and secrets drawn from the simulators' token, so that a restart agrees with the last run. */
function credentialsFrom(token: string) {
  const drawn = (name: string) => createHmac('sha256', token).update(name).digest();
  const secret = (name: string) => drawn(`${name} secret`).toString('base64url');
  const id = (name: string) => {
    const hex = drawn(`${name} id`).toString('hex');
    const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
    return [...groups, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
  };
  return { secret, id };
}

/** Where the mail API's authority lives, and how to be rid of it if it is only for this run. */
function openCaFolder(settings: SimulatorsSettings) {
  const kept = settings.caDir ?? (settings.stateDir && join(settings.stateDir, 'ca'));
  if (kept !== undefined && kept !== '') return { folder: kept, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'circuit-orders-ca-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Closable {
  close(): Promise<void>;
}

/** Starts one simulator after the other; `closers` collects how to undo each. */
async function startEach(
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
type Parts = Awaited<ReturnType<typeof startEach>>;

/** The part of `.data/endpoints.json` that speaks of simulators. */
function toEndpoints({ identity, mail, teams, servicenow, comcast }: Parts, token: string) {
  return {
    teams: {
      url: teams.url,
      gateway: teams.gateway,
      appId: teams.appId,
      tenantId: teams.tenantId,
      metadataUrl: teams.metadataUrl,
      control: teams.url,
    },
    servicenow: {
      url: servicenow.url,
      agent: `${servicenow.url}/_sim/agent`,
      user: servicenow.user,
      password: servicenow.password,
      adminPassword: servicenow.adminPassword,
      clientId: servicenow.clientId,
      clientSecret: servicenow.clientSecret,
      control: servicenow.url,
    },
    carriers: {
      comcast: {
        dialect: 'mef',
        url: comcast.url,
        tokenUrl: comcast.tokenUrl,
        clientId: comcast.clientId,
        clientSecret: comcast.clientSecret,
        control: comcast.url,
      },
    },
    mail: { url: mail.url, inbox: mail.inbox, caFile: mail.caFile, control: mail.control },
    identity: { issuer: identity.issuer, token: identity.tokenUrl, control: identity.control },
    simulatorToken: token,
  };
}

function toEnvironment(parts: Parts): Record<string, string> {
  const { web, identity, mailer, mail, teams, servicenow, comcast } = parts;
  return {
    TEAMS_APP_ID: teams.appId,
    TEAMS_APP_PASSWORD: teams.appPassword,
    TEAMS_TENANT_ID: teams.tenantId,
    TEAMS_METADATA_URL: teams.metadataUrl,
    TEAMS_EMULATOR_METADATA_URL: teams.emulatorMetadataUrl,
    TEAMS_LOGIN_URL: teams.loginUrl,
    TEAMS_SERVICE_HOSTS: 'http://localhost:*,http://127.0.0.1:*', // any client of this computer
    ENTRA_TENANT_ID: identity.tenantId,
    ENTRA_ISSUER: identity.issuer,
    ENTRA_METADATA_URL: identity.metadataUrl,
    ENTRA_AUDIENCE: web.audience,
    ENTRA_CLIENT_ID: web.clientId,
    ENTRA_CLIENT_SECRET: web.clientSecret,
    GRAPH_URL: mail.url,
    GRAPH_TOKEN_URL: mail.tokenUrl,
    GRAPH_CLIENT_ID: mailer.clientId,
    GRAPH_CLIENT_SECRET: mailer.clientSecret,
    GRAPH_MAILBOX: mailer.mailbox,
    GRAPH_CA_FILE: mail.caFile,
    SERVICENOW_URL: servicenow.url,
    SERVICENOW_CLIENT_ID: servicenow.clientId,
    SERVICENOW_CLIENT_SECRET: servicenow.clientSecret,
    SERVICENOW_USER: servicenow.user,
    CARRIER_COMCAST_URL: comcast.url,
    CARRIER_COMCAST_TOKEN_URL: comcast.tokenUrl,
    CARRIER_COMCAST_CLIENT_ID: comcast.clientId,
    CARRIER_COMCAST_CLIENT_SECRET: comcast.clientSecret,
    CARRIER_COMCAST_VERSION: CARRIER_VERSION,
  };
}

/** Starts all simulators; if one cannot start, those already running are closed again. */
export async function startSimulators(settings: SimulatorsSettings): Promise<RunningSimulators> {
  const ca = openCaFolder(settings);
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    await Promise.allSettled(closers.splice(0).map((closeOne) => closeOne()));
    ca.remove();
  };
  try {
    const parts = await startEach(settings, ca.folder, closers);
    return { endpoints: toEndpoints(parts, settings.token), env: toEnvironment(parts), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function main(): Promise<void> {
  const { endpoints, env, close } = await startSimulators(parseSimulatorsSettings(process.env));
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  if (process.send === undefined) {
    process.once('SIGINT', stop);
    process.stdout.write(`${JSON.stringify(endpoints, undefined, 2)}\n`);
    return;
  }
  // Ctrl-C reaches the whole group at once; the product still needs its outside while it drains.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', stop);
  process.send({ type: 'ready', endpoints, env });
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`The simulators cannot start: ${(error as Error).message}\n`);
    process.exit(1);
  });
}
