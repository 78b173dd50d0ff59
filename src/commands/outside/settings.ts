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
