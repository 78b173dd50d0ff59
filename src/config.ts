import { readFileSync } from 'node:fs';
import { configSchema, type ConfigValues } from './config-schema';

export type Config = ConfigValues & {
  /** Every carrier whose connection the environment names, by key. */
  carriers: CarrierSettings[];
};

export interface CarrierSettings {
  key: string;
  url: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  version: string;
}

/** Says every mistake of the configuration at once; the process does not start on any of them. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
    super(`The configuration has ${count}:\n  ${mistakes.join('\n  ')}`);
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
type ReadFile = (path: string) => string;

/** Environment to configuration. `X_FILE` gives the value of `X` from a file. */
export function parseConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8').trim(),
): Config {
  const mistakes: string[] = [];
  const values = withFiles(environment, readFile, mistakes);
  const parsed = configSchema.safeParse(values);
  if (!parsed.success) {
    mistakes.push(
      ...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const carriers = readCarriers(values, mistakes);
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  return { ...parsed.data, carriers };
}

function withFiles(environment: Environment, readFile: ReadFile, mistakes: string[]): Environment {
  const values: Record<string, string | undefined> = { ...environment };
  for (const [name, path] of Object.entries(environment)) {
    if (!name.endsWith('_FILE') || path === undefined || path === '') continue;
    const target = name.slice(0, -'_FILE'.length);
    if (!FILE_VALUES.has(target)) continue;
    try {
      values[target] = readFile(path);
    } catch {
      mistakes.push(`${name}: the file ${path} cannot be read`);
    }
  }
  return values;
}

/** Secrets may come as files; names ending in _FILE that mean a path themselves are not among them. */
const FILE_VALUES = new Set([
  'AUDIT_MAC_KEY',
  'WEB_SESSION_KEY',
  'TEAMS_APP_PASSWORD',
  'ENTRA_CLIENT_SECRET',
  'GRAPH_CLIENT_SECRET',
  'SERVICENOW_CLIENT_SECRET',
]);

const CARRIER = /^CARRIER_([A-Z0-9]+)_URL$/u;

function readCarriers(values: Environment, mistakes: string[]): CarrierSettings[] {
  const names = Object.keys(values).flatMap((name) => CARRIER.exec(name)?.[1] ?? []);
  return names.map((name) => {
    const read = (part: string) => {
      const value = values[`CARRIER_${name}_${part}`];
      if (value === undefined || value === '') mistakes.push(`CARRIER_${name}_${part}: is missing`);
      return value ?? '';
    };
    return {
      key: name.toLowerCase(),
      url: read('URL'),
      tokenUrl: read('TOKEN_URL'),
      clientId: read('CLIENT_ID'),
      clientSecret: read('CLIENT_SECRET'),
      version: values[`CARRIER_${name}_VERSION`] ?? 'v6',
    };
  });
}
