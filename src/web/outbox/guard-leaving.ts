import { isLeavingToSignIn } from '../api/sign-in';
import type { Outbox } from './outbox';

/** Asks before the page goes with something unsent; the way to the sign-in brings it back. */
export function guardLeaving(outbox: Outbox): void {
  window.addEventListener('beforeunload', (event) => {
    if (outbox.entries().length > 0 && !isLeavingToSignIn()) event.preventDefault();
  });
}
