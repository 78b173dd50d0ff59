import { entry, type ErrorEntry } from './entry';

/** Errors: what the rules of an order refuse. */
export const ORDER_ERRORS = {
  // Checks on submit
  TERMS_INCOMPLETE: entry(422, 'The order is not complete.', 'Fill the named fields, then submit.'),
  DUPLICATE_OPEN: entry(
    409,
    'Another order for this site and purpose is open.',
    'Use that order, or cancel it first.',
  ),
  DUPLICATE_DRAFT: entry(
    409,
    'A draft for this site and purpose exists.',
    'Check whether it is the same wish.',
  ),
  DUPLICATE_ACTIVE: entry(
    409,
    'The site already has an active circuit for this purpose.',
    'Check whether another one is meant.',
  ),
  BUDGET_EXCEEDED: entry(
    422,
    'The budget does not cover this order.',
    'Lower the cost, or ask finance for more budget.',
    'person',
  ),
  BUDGET_MISSING: entry(
    422,
    'There is no budget for this cost centre and year.',
    'Ask finance to set one.',
    'person',
  ),
  SERVICEABILITY_RED: entry(
    422,
    'The provider cannot serve this address.',
    'Choose another provider or speed.',
  ),
  SERVICEABILITY_YELLOW: entry(
    422,
    'The provider is not sure it can serve this address.',
    'Expect a longer interval or extra charges.',
  ),
  SERVICEABILITY_UNKNOWN: entry(
    503,
    'The provider has not answered whether it can serve the address.',
    'Try again in a few minutes; the draft is kept.',
    'wait',
  ),
  SERVICEABILITY_EXPIRED: entry(
    422,
    'The provider’s answer has expired.',
    'Check again, then submit.',
  ),
  TARGET_BEFORE_INTERVAL: entry(
    422,
    'The target date is earlier than the provider usually delivers.',
    'Expect a later date.',
  ),
  // Actions
  ACTION_UNKNOWN: entry(404, 'There is no such action.', 'Take one of the listed actions.'),
  ACTION_NOT_NOW: entry(
    409,
    'The order is not in a state for this.',
    'Look at the order and take one of the allowed actions.',
  ),
  ACTION_FORBIDDEN: entry(403, 'You may not do this.', 'The answer names who can.', 'person'),
  ORDER_LOCKED_SENDING: entry(
    409,
    'The order is being sent to the provider.',
    'Wait for the provider’s answer; cancel is still possible as a request.',
  ),
  OWN_APPROVAL: entry(
    403,
    'Who asked for an order, or changed its terms, does not decide it.',
    'Another approver of this step decides.',
    'person',
  ),
  LIMIT_EXCEEDED: entry(
    403,
    'The order is above your approval limit.',
    'Someone with a higher limit decides.',
    'person',
  ),
  NOT_YOUR_STEP: entry(
    403,
    'This step is not yours to decide.',
    'The answer names whom it waits for.',
    'person',
  ),
  SAME_APPROVER_TWICE: entry(
    403,
    'Two steps need two people.',
    'Another person decides this step.',
    'person',
  ),
  ALREADY_DECIDED: entry(
    409,
    'This step is decided already.',
    'Nothing changed; look at the decision.',
  ),
  APPROVER_MISSING: entry(
    422,
    'Nobody may approve this order.',
    'Ask an administrator to name an approver with a high enough limit.',
    'person',
  ),
  SEEN_REQUIRED: entry(
    428,
    'Say which state of the order you saw.',
    'Read the order and send its `seen` object back.',
  ),
  SEEN_STALE: entry(
    412,
    'The order changed since you saw it.',
    'Look at it again, then decide.',
    'look-up',
  ),
  IF_MATCH_REQUIRED: entry(
    428,
    'Say which version you changed.',
    'Send the ETag you read as If-Match.',
  ),
  VERSION_STALE: entry(
    412,
    'Someone changed the order meanwhile.',
    'Compare, then save again.',
    'look-up',
  ),
  ORDER_NOT_FOUND: entry(404, 'There is no such order that you may see.', 'Check the number.'),
  ORDER_ENDED: entry(409, 'The order has ended.', 'Create a new order.'),
  TRANSITION_NOT_POSSIBLE: entry(
    409,
    'The order cannot move there.',
    'The answer names what is possible.',
  ),
  EDIT_LOCKED: entry(409, 'This field is locked now.', 'The answer says what unlocks it.'),
} as const satisfies Record<string, ErrorEntry>;
