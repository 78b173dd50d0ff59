import { columnOffers, type OfferContext } from '../../src/api/offers';
import { STAGES, type Stage } from '../../src/domain/order/stages';

const SAM = 'sam-oid';
const reasonsOf = (stage: Stage) => {
  const context: OfferContext = {
    facts: {
      stage,
      sending: false,
      revision: 1,
      round: 1,
      requestedBy: SAM,
      createdBy: SAM,
      assignedTo: SAM,
      lastTermsEditor: SAM,
      approval: null,
      cancelRequested: false,
    },
    actor: { oid: SAM, roles: ['requester'], limitMinor: null },
    totalMinor: 100n,
    names: {},
  };
  return columnOffers(context, STAGES[stage].status);
};

test.each(['acknowledged', 'install_scheduled', 'testing'] as const)(
  'says to who drags %s back to Draft how terms are changed now',
  (stage) => {
    expect(reasonsOf(stage).draft.reason).toMatch(/^The provider has the order\. .*new order\.$/u);
  },
);

test('promises no way back to a column the order has left', () => {
  const { submitted, in_progress: inProgress } = reasonsOf('testing');
  expect(submitted.reason).toMatch(/^Orders do not go back\./u);
  expect(inProgress.reason).toMatch(/^Orders do not go back\./u);
});

test('leaves the columns ahead to the provider', () => {
  const { in_progress: inProgress, completed } = reasonsOf('acknowledged');
  expect(inProgress.reason).toMatch(/^The provider’s reports move the order\./u);
  expect(completed.reason).toMatch(/^Testing comes first\./u);
});
