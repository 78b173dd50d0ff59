import { createHash } from 'node:crypto';
import { Refusal } from '../domain/errors';
import type { ApiReads } from './api-tools';
import { refuseParameter } from './read-request';
import type { Call, Reply, Route } from './route';

export const LONGEST_KEY = 200;

/**
 * A repeated key gets the first answer; the same key for something else is a mistake. The key is
 * claimed before the work and the answer kept after it. Whoever dies in between leaves a claim that
 * soon lapses; the repeat then does the work again, and every work finds what it did by its own key.
 */
export async function handleOnce(
  reads: Pick<ApiReads, 'claimKey' | 'keepAnswer' | 'releaseKey' | 'abandonKey'>,
  route: Route,
  call: Call,
  key: string,
): Promise<Reply> {
  if (key === '' || key.length > LONGEST_KEY) {
    return refuseParameter('Idempotency-Key', `Send 1 to ${LONGEST_KEY} characters.`);
  }
  const slot = { oid: call.member.oid, route: `${route.method} ${call.request.path}`, key };
  const fingerprint = fingerprintOf(call);
  const claim = await reads.claimKey(slot, fingerprint);
  if (claim.claim === 'taken') {
    const { kept } = claim;
    if (kept.fingerprint !== fingerprint) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
    if (kept.status === null || kept.answer === null) {
      throw new Refusal('IDEMPOTENCY_KEY_IN_FLIGHT');
    }
    const headers = { ...kept.headers, 'Idempotency-Replayed': 'true' };
    return { status: kept.status, body: JSON.parse(kept.answer), headers };
  }
  const resumed = claim.claim === 'resumed';
  const reply = await route.handle({ ...call, resumed }).catch(async (error: unknown) => {
    // A refusal did nothing. After anything else it may be done: a repeat has to look for it.
    const isUndone = error instanceof Refusal && !resumed;
    const letGo = isUndone ? reads.releaseKey(slot) : reads.abandonKey(slot);
    await letGo.catch(() => undefined);
    throw error;
  });
  const { status, body, headers = {} } = reply;
  // What is done is done, and is answered so; without the kept answer a repeat finds it as above.
  await reads
    .keepAnswer(slot, { status, answer: JSON.stringify(body ?? null), headers })
    .catch(() => reads.abandonKey(slot).catch(() => undefined));
  return reply;
}

/** The same content is the same request, in whatever order its fields were written. */
function fingerprintOf({ body, query }: Call): string {
  const sorted = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256')
    .update(JSON.stringify([body ?? null, query ?? null], sorted))
    .digest('hex');
}
