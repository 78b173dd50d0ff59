import type { Outcome } from './turn';

/** An outcome as the answer to a pressed button. Refusals are answers too, never error statuses. */
export function toInvokeBody(outcome: Outcome): Record<string, unknown> {
  switch (outcome.kind) {
    case 'card':
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: outcome.card.card,
      };
    case 'message':
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: outcome.text,
      };
    case 'none':
      return {};
  }
}
