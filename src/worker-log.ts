import type { Logger as SdkLogger, LogLevel, LogMetadata } from '@temporalio/worker';
import type { Logger } from './log';
import type { Trouble } from './log-repeats';

const SAID = ['taskQueue', 'state', 'workflowType', 'workflowId', 'activityType', 'attempt'];

/** A failure we told Temporal ourselves is a fact, anything else a mistake whose place matters. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTold = error.name === 'ApplicationFailure';
  return isTold ? error.message : (error.stack ?? error.message);
}

function factsOf(meta: LogMetadata): Record<string, unknown> {
  const known = meta as Readonly<Record<string, unknown>>;
  const facts = Object.fromEntries(
    SAID.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]] as const])),
  );
  return known['error'] === undefined ? facts : { ...facts, error: wordsOf(known['error']) };
}

const withoutNumbers = (text: string) => text.replace(/\d+/gu, '#');

/**
 * What Temporal's library has to say, as lines of our log: its own are printed over thirty lines
 * each, in colours, and several a second while anything is down.
 */
export function toWorkerLog(
  log: Pick<Logger, 'debug'>,
  sayRarely: (trouble: Trouble) => void,
): SdkLogger {
  const say = (level: LogLevel, message: string, meta: LogMetadata = {}) => {
    const facts = factsOf(meta);
    if (level !== 'WARN' && level !== 'ERROR') {
      log.debug(facts, message);
      return;
    }
    const { taskQueue, activityType, error } = facts;
    const [why = ''] = typeof error === 'string' ? error.split('\n') : [];
    const key = withoutNumbers([message, taskQueue, activityType, why].join('/'));
    sayRarely({ level: level === 'ERROR' ? 'error' : 'warn', key, facts, message });
  };
  return {
    log: say,
    trace: (message, meta) => {
      say('TRACE', message, meta);
    },
    debug: (message, meta) => {
      say('DEBUG', message, meta);
    },
    info: (message, meta) => {
      say('INFO', message, meta);
    },
    warn: (message, meta) => {
      say('WARN', message, meta);
    },
    error: (message, meta) => {
      say('ERROR', message, meta);
    },
  };
}
