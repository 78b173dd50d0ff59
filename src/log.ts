import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Fields that never reach a log line, wherever they stand. */
const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'clientSecret',
  'token',
  'access_token',
  'refresh_token',
];

/** One JSON line per event on standard output; secrets are cut out, line breaks are escaped. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = {
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths, censor: '[removed]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
