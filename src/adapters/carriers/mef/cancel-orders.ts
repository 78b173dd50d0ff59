import { ProviderTrouble, type CancelAnswer, type CancelRequest } from '../../../ports/provider';
import type { MefProfile } from '../mef-profile';
import { cancelSchema, type MefCancel } from './cancel-schema';
import type { MefClient } from './create-mef-client';
import { fetchOrder } from './fetch-order';
import { listAll } from './list-all';
import { OPEN_STATES } from './order-states';
import { readAnswer } from './read-answer';
import { toContact } from './to-order-body';
import { toTrouble, toTroubleOfFailure } from './to-trouble';

const PATH = '/cancelProductOrder';

const STATES: Readonly<Record<string, CancelAnswer['state']>> = {
  acknowledged: 'open',
  'inProgress.assessingCharge': 'open',
  done: 'done',
  rejected: 'declined',
  'done.declined': 'declined',
};

/**
 * Asks for a cancellation unless one is already under way. A request whose fate is unknown is
 * trouble worth another try: the next one finds it here first.
 */
export async function requestCancel(
  request: CancelRequest,
  tools: { client: MefClient; profile: MefProfile },
): Promise<CancelAnswer> {
  const { client, profile } = tools;
  if (!profile.offers.cancel) throw new ProviderTrouble('notOffered', `${PATH}: not offered`);
  const placed = await findCancel(request.providerOrderId, client);
  if (placed !== null && placed.state !== 'declined') return placed;
  const body = {
    productOrder: { productOrderId: request.providerOrderId },
    cancellationReasonType: 'commercial',
    cancellationReason: request.reason,
    relatedContactInformation: [toContact('cancelProductOrderContact', request.contact, profile)],
  };
  const answer = await client
    .call({ api: 'ordering', path: PATH, body })
    .catch((error: unknown) => {
      throw toTroubleOfFailure(error, PATH);
    });
  if (answer.status === 400 || answer.status === 422) {
    return judgeRefusal(request.providerOrderId, client);
  }
  if (answer.status !== 201) throw toTrouble(answer, PATH, client.nowMs());
  return toCancelAnswer(readAnswer(answer, cancelSchema, PATH));
}

/** The carrier takes no request while it is held up elsewhere: later. Else its no is final. */
async function judgeRefusal(providerOrderId: string, client: MefClient): Promise<CancelAnswer> {
  const { state } = await fetchOrder(client, providerOrderId);
  if (state !== 'inProgress' && OPEN_STATES.includes(state)) {
    throw new ProviderTrouble('retryable', `${PATH}: not while the order is ${state}`);
  }
  return { requestId: '', state: 'declined' };
}

/** The request that counts for this order: one under way or done, else the last one declined. */
export async function findCancel(
  providerOrderId: string,
  client: MefClient,
): Promise<CancelAnswer | null> {
  const query = { productOrderId: providerOrderId };
  const rows = await listAll(client, { path: PATH, query, row: cancelSchema });
  const ours = rows
    .filter((row) => row.providerOrderId === providerOrderId)
    .map((row) => toCancelAnswer(row));
  return ours.find(({ state }) => state !== 'declined') ?? ours.at(-1) ?? null;
}

function toCancelAnswer({ id, state }: MefCancel): CancelAnswer {
  const meaning = Object.hasOwn(STATES, state) ? STATES[state] : undefined;
  if (meaning === undefined) {
    throw new ProviderTrouble('retryable', `${PATH}: unknown state ${state.slice(0, 60)}`);
  }
  return { requestId: id, state: meaning };
}
