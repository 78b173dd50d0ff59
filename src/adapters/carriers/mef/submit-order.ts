import type { CrashPoints } from '../../../ports/crash-points';
import type { OrderForm, SubmitAnswer } from '../../../ports/provider';
import type { MefProfile } from '../mef-profile';
import { HttpFailure, type HttpAnswer } from './carrier-http';
import type { MefClient } from './create-mef-client';
import type { PlaceFinder } from './create-place-finder';
import type { Dialect } from './dialect';
import { isSameKey } from './is-same-key';
import { createdSchema } from './order-schema';
import { isAcknowledged } from './order-states';
import { toOrderBody } from './to-order-body';
import { toProblems } from './to-problems';
import { toProduct } from './to-product';
import { describe, toTrouble, toTroubleOfFailure } from './to-trouble';

const PATH = '/productOrder';

/**
 * Sends the form once and says exactly what is known afterwards. `refused`: the carrier judged it
 * and kept nothing. Trouble: nothing was sent, or the carrier turned it away unread. Everything
 * else is `unknown`, because the order may exist; looking it up decides.
 */
export async function submitOrder(
  form: OrderForm,
  tools: {
    client: MefClient;
    places: PlaceFinder;
    profile: MefProfile;
    dialect: Dialect;
    crashPoints: CrashPoints;
  },
): Promise<SubmitAnswer> {
  const { client, places, profile, dialect, crashPoints } = tools;
  const made = toProduct(form, profile);
  if ('problem' in made) return { answer: 'refused', problems: [made.problem] };
  const placeId = await places.placeIdOf(form.address);
  if (placeId === null) return { answer: 'refused', problems: [UNKNOWN_ADDRESS] };

  const body = toOrderBody(form, { profile, dialect, placeId, product: made.product });
  let answer: HttpAnswer;
  try {
    answer = await client.call({
      api: 'ordering',
      path: PATH,
      body,
      onSent: () => {
        crashPoints.reached('car.send', form.orderNumber);
      },
    });
  } catch (error) {
    if (error instanceof HttpFailure && error.sent) return unknown(error.message);
    throw toTroubleOfFailure(error, PATH);
  }
  crashPoints.reached('car.answer', form.orderNumber);
  return judge(answer, form, client.nowMs());
}

const UNKNOWN_ADDRESS = {
  code: 'referenceNotFound',
  path: 'siteAddress',
  message: 'The provider does not know this address.',
};

/** Turned away before anything was read or kept: wait, or let a person look at the settings. */
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403, 404, 429, 501, 503]);

function judge(answer: HttpAnswer, form: OrderForm, nowMs: number): SubmitAnswer {
  const { status, body } = answer;
  if (status === 400 || status === 422) return { answer: 'refused', problems: toProblems(answer) };
  if (TURNED_AWAY.has(status)) throw toTrouble(answer, PATH, nowMs);
  const created = createdSchema.safeParse(body.readable ? body.json : null);
  if (status !== 201 || !created.success) return unknown(describe(answer));
  const { id, externalId, state } = created.data;
  // The request comes back with the answer; an order under another key is not ours.
  if (externalId && !isSameKey(externalId, form.externalId)) {
    return unknown('the answer is about another order');
  }
  return { answer: 'accepted', providerOrderId: id, acknowledged: isAcknowledged(state ?? '') };
}

function unknown(cause: string): SubmitAnswer {
  return { answer: 'unknown', cause };
}
