import { ApplicationFailure, Context } from '@temporalio/activity';
import { nextTryMs } from '../domain/backoff';
import { Refusal } from '../domain/errors';
import { ProviderTrouble } from '../ports/provider';
import type { Policy } from '../ports/policy';

const AUTH_PROBE_MS = 5 * 60_000;

/** Try again later; the failure itself says when, so that no policy cuts a wait short. */
export function tryAgain(
  cause: string,
  policy: Policy,
  retryAfterMs: number | null = null,
): ApplicationFailure {
  const { attempt } = Context.current().info;
  return ApplicationFailure.create({
    message: cause,
    type: 'DEPENDENCY_UNAVAILABLE',
    nextRetryDelay: nextTryMs(attempt, Math.random(), retryAfterMs, policy.backoff),
  });
}

/** Try again at a known moment: a look-up that is due then, or a probe of a refused login. */
export function tryAgainIn(cause: string, ms: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: cause,
    type: 'DEPENDENCY_UNAVAILABLE',
    nextRetryDelay: Math.max(1, ms),
  });
}

/** Turns what an adapter or rule throws into a failure Temporal understands. */
export async function withTroubleNamed<T>(policy: Policy, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      throw ApplicationFailure.nonRetryable(error.message, error.code, error.facts);
    }
    if (!(error instanceof ProviderTrouble)) throw error;
    if (error.trouble === 'notOffered') {
      throw ApplicationFailure.nonRetryable(error.message, error.code);
    }
    if (error.trouble === 'auth') throw tryAgainIn(error.message, AUTH_PROBE_MS);
    throw tryAgain(error.message, policy, error.retryAfterMs);
  }
}

/** Beats while the work runs, so that a killed worker and a cancellation show within seconds. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => {
    context.heartbeat();
  }, 1_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
