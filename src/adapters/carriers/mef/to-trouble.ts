import { ProviderTrouble } from '../../../ports/provider';
import { HttpFailure, type HttpAnswer } from './carrier-http';
import { parseRetryAfter } from './parse-retry-after';

/**
 * What an answer without the expected content means for the next try. `auth` also stands for an
 * address or right the carrier denies us: nothing heals it but a person who changes the settings.
 */
export function toTrouble(answer: HttpAnswer, what: string, nowMs: number): ProviderTrouble {
  const { status } = answer;
  const cause = `${what}: ${describe(answer)}`;
  if (status === 401 || status === 403 || status === 404) return new ProviderTrouble('auth', cause);
  if (status === 501) return new ProviderTrouble('notOffered', cause);
  if (status === 429 || status === 503) {
    const wait = parseRetryAfter(answer.header('retry-after'), answer.header('date'), nowMs);
    return new ProviderTrouble('retryable', cause, wait);
  }
  return new ProviderTrouble('retryable', cause);
}

/** A call that brought no status; harmless to repeat where the caller says so. */
export function toTroubleOfFailure(error: unknown, what: string): ProviderTrouble {
  if (error instanceof ProviderTrouble) return error;
  if (error instanceof HttpFailure) {
    return new ProviderTrouble('retryable', `${what}: ${error.message}`);
  }
  throw error;
}

export function describe({ status, body }: HttpAnswer): string {
  return body.readable ? `status ${status}` : `status ${status}, ${body.why}`;
}
