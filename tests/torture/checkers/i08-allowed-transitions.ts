import { foldOrder } from '../../../src/domain/audit-fold';
import type { Checker } from '../evidence';
import { readAudit } from '../read-audit';

/** Each order's log read as a life: nothing outside the transition table, on any channel. */
export const i08: Checker = {
  id: 'I8',
  claim: 'only allowed transitions',
  always: false,
  async check({ db }) {
    const found: string[] = [];
    for (const [orderNumber, events] of await readAudit(db)) {
      const folded = foldOrder(events);
      if ('fault' in folded) {
        found.push(`${orderNumber}, event ${folded.fault.k}: ${folded.fault.fault}`);
      }
    }
    return found;
  },
};
