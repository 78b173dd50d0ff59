import { verifyAudit } from '../../../src/adapters/postgres/verify-audit';
import type { Checker } from '../evidence';

/** The log verifies, the read model is its fold, and the timeline tells the same. */
export const i09: Checker = {
  id: 'I9',
  claim: 'the audit log verifies and the read model is its fold',
  always: true,
  async check({ db, auditKeys }) {
    const { faults } = await verifyAudit(db, auditKeys);
    return faults.map(({ scope, k, fault }) => `${scope}, event ${k}: ${fault}`);
  },
};
