import type { FaultLine } from '../../kit/fault-plan';
import type { Instance } from '../instance';
import { droppedAnswer, errorAnswer, htmlAnswer, type Answer } from './answer';
import { ApiError, notAuthenticated, timedOut } from './api-error';
import { rateLimited } from './rate-limits';

/** A call as a fault may bend it. */
export interface Strikable {
  operation: string;
  keys: readonly string[];
  /** Serves the call, without the named fields of its body; `isRepeat` marks a second insert. */
  perform(bend: { dropFields: readonly string[]; isRepeat: boolean }): Answer;
}

const DEFAULT_DELAY_MS = 5_000;
const PARTIAL_DETAIL = 'maximum execution time exceeded Check logs for error trace';

const numberIn = (line: FaultLine, name: string, otherwise: number): number => {
  const value = line.with?.[name];
  return typeof value === 'number' ? value : otherwise;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

function tooMany(instance: Instance, line: FaultLine): Answer {
  const seconds = numberIn(line, 'retryAfter', Number.NaN);
  if (Number.isNaN(seconds)) return { ...errorAnswer(rateLimited(0, {})), type: '', body: '' };
  const limit = numberIn(line, 'limit', 500);
  return errorAnswer(
    rateLimited(limit, {
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Reset': String(Math.ceil(instance.clock.nowMs() / 1000) + seconds),
      'X-RateLimit-Rule': 'Simulated limit',
      'Retry-After': String(seconds),
    }),
  );
}

/** Half of a list, or one result, together with an error: what a cancelled transaction leaves. */
function withError(answer: Answer): Answer {
  const body = JSON.parse(answer.body === '' ? '{}' : answer.body) as { result?: unknown };
  const result = Array.isArray(body.result)
    ? body.result.slice(0, Math.floor(body.result.length / 2))
    : body.result;
  const message = 'Transaction cancelled: maximum execution time exceeded';
  const error = { message, detail: PARTIAL_DETAIL };
  return { ...answer, status: 200, body: JSON.stringify({ result, error, status: 'failure' }) };
}

function fieldsIn(line: FaultLine): string[] {
  const { fields, field } = line.with ?? {};
  if (Array.isArray(fields)) return fields.map(String);
  return typeof field === 'string' ? [field] : [];
}

/** Serves a call through the fault plan. */
export async function strikeFault(instance: Instance, call: Strikable): Promise<Answer> {
  const line = instance.faults.strikeAny(call.operation, call.keys);
  const perform = (dropFields: readonly string[] = [], isRepeat = false) =>
    servedOrRefused(() => call.perform({ dropFields, isRepeat }));
  if (line === undefined) return perform();
  instance.ledger.add('fault', {
    operation: call.operation,
    key: call.keys[0] ?? '',
    fault: line.kind,
  });
  switch (line.kind) {
    case 'dropBefore':
      return droppedAnswer();
    case 'commitThenDrop':
      perform();
      return droppedAnswer();
    case 'commitThen500':
      perform();
      return errorAnswer(timedOut());
    case 'delay': {
      const ms = numberIn(line, 'ms', DEFAULT_DELAY_MS);
      if (line.with?.['when'] !== 'after') await pause(ms);
      const answer = perform();
      if (line.with?.['when'] === 'after') await pause(ms);
      return answer;
    }
    case 'status401Once':
      return errorAnswer(notAuthenticated());
    case 'status429':
      return tooMany(instance, line);
    case 'html503':
      return htmlAnswer(numberIn(line, 'status', 503), 'Service Unavailable');
    case 'html200':
      return htmlAnswer(200, 'Log in | ServiceNow');
    case 'partialWithError':
      return withError(perform());
    case 'cutJson': {
      const answer = perform();
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    }
    case 'silentFieldDrop':
      return perform(fieldsIn(line));
    case 'doubleInsert': {
      const answer = perform();
      if (answer.status === 201) perform([], true);
      return answer;
    }
    default:
      return perform();
  }
}

/** A refusal inside a struck call must still be bent by the fault, so it becomes an answer here. */
function servedOrRefused(serve: () => Answer): Answer {
  try {
    return serve();
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error);
    throw error;
  }
}
