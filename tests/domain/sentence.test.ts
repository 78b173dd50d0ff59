import { ERRORS, Refusal, type ErrorCode, type Facts } from '../../src/domain/errors';
import { refusalSentence } from '../../src/domain/errors/sentence';
import type { SentenceNames } from '../../src/domain/errors/sentence-parts';
import { findingSentence } from '../../src/domain/order/finding-sentence';
import { parseField } from '../../src/domain/order/field-types';
import { FIELDS } from '../../src/domain/order/fields';

const CODES = Object.keys(ERRORS) as ErrorCode[];
const waiting = { waitingFor: ['Dana Ruiz'], step: 1, steps: 2 };

describe('every refusal', () => {
  test.each(CODES)('%s is a sentence, with or without facts', (code) => {
    for (const facts of [{}, { given: 'x', step: 1, stage: 'testing', to: 'x', fields: [] }]) {
      const sentence = refusalSentence(code, facts, waiting);
      expect(sentence).toMatch(/^[^\n]{10,300}[.]$/u);
      expect(sentence).not.toMatch(
        /undefined|null|NaN|\[object|!|[Pp]lease|successfully|[Ii]nvalid/u,
      );
    }
  });
});

const rows: [ErrorCode, Facts, SentenceNames, string][] = [
  ['TEXT_TOO_SHORT', { min: 10, length: 9 }, {}, 'Write at least 10 characters; it has 9.'],
  ['TEXT_TOO_LONG', { max: 20, length: 21 }, {}, 'Shorten it to 20 characters; it has 21.'],
  [
    'SPEED_NOT_READABLE',
    { given: '1 Gigs' },
    {},
    '“1 Gigs” is not a speed. Write it like 500M, 1G or 100M/20M.',
  ],
  [
    'CHOICE_UNKNOWN',
    { given: 'Spare', choices: ['Primary', 'Backup', 'Guest'] },
    {},
    '“Spare” is not one of Primary, Backup or Guest.',
  ],
  [
    'DATE_PAST',
    { given: '2026-10-05', today: '2026-10-06' },
    {},
    'Mon 5 Oct 2026 has passed. Choose today or a later day.',
  ],
  ['FIELD_REQUIRED', { label: 'Monthly cost' }, {}, 'Monthly cost is missing. Fill it in.'],
  [
    'DUPLICATE_OPEN',
    { orderNumber: 'CO-2026-000007', stage: 'pending_approval', count: 2 },
    {},
    'Another order for this site and purpose is open: CO-2026-000007 (awaiting approval) and 1 more. Use that order, or cancel it first.',
  ],
  [
    'BUDGET_EXCEEDED',
    {
      ...{ costCentre: '4410', fiscalYear: 2026, currency: 'USD' },
      ...{ amount: '2000.00', available: '1000.50' },
    },
    {},
    'Budget 4410 has $1,000.50 left in 2026; this order takes $2,000.00. Lower the cost, or ask finance for more budget.',
  ],
  [
    'SERVICEABILITY_RED',
    { reasons: 'No fibre in this street.' },
    { provider: 'AT&T' },
    'AT&T cannot serve this address: No fibre in this street. Choose another provider or speed.',
  ],
  [
    'NOT_YOUR_STEP',
    { step: 1 },
    waiting,
    'This step is not yours to decide. Awaiting Dana Ruiz, step 1 of 2.',
  ],
  [
    'OWN_APPROVAL',
    {},
    { waitingFor: ['Dana Ruiz', 'Lee Park'] },
    'Who asked for an order, or changed its terms, does not decide it. Awaiting Dana Ruiz or Lee Park.',
  ],
  [
    'ACTION_NOT_NOW',
    { action: 'recall', stage: 'Testing' },
    {},
    '“Recall” works while an order is awaiting approval or approved; this one is testing. The order shows what is possible now.',
  ],
  [
    'ACTION_FORBIDDEN',
    { action: 'cancel', roles: ['requester', 'admin'] },
    {},
    'This is not yours to do. Who asked for the order or an admin can.',
  ],
  [
    'ACTION_FORBIDDEN',
    { action: 'accept', roles: ['requester', 'admin'] },
    {},
    'This is not yours to do. The assignee or an admin can.',
  ],
  [
    'EDIT_LOCKED',
    { fields: ['Site', 'Speed'] },
    {},
    'Site and Speed are locked once the order goes to the provider. Edit its notes, or cancel it and create a new order.',
  ],
  [
    'SEEN_STALE',
    { stage: 'pending_approval', revision: 4, round: 1 },
    {},
    'The order changed since you saw it: it is now awaiting approval, revision 4. Look at it again, then decide.',
  ],
];

test.each(rows)(
  '%s with %j says the rule, who can and the way forward',
  (code, facts, names, sentence) => {
    expect(refusalSentence(code, facts, names)).toBe(sentence);
  },
);

test('what a person wrote is cut, so that a sentence stays one', () => {
  const sentence = refusalSentence('SPEED_NOT_READABLE', { given: 'x'.repeat(5000) });
  expect(sentence.length).toBeLessThan(200);
});

test('the facts a field refuses with are those its sentence needs', () => {
  const context = { today: '2026-10-06', currency: 'USD' };
  const parsed = parseField(FIELDS.justification, 'New site', context);
  expect('code' in parsed && refusalSentence(parsed.code, parsed.facts)).toBe(
    'Write at least 10 characters; it has 8.',
  );
});

test('a refusal as thrown has its sentence', () => {
  const { code, facts } = new Refusal('APPROVER_MISSING', { step: 2 });
  expect(refusalSentence(code, facts)).toMatch(/^Nobody may approve step 2 of this order\. /u);
});

describe('a finding', () => {
  test.each([
    ['DUPLICATE_NONE', {}, 'No other order for this site and purpose'],
    [
      'BUDGET_COVERS',
      {
        ...{ costCentre: '4410', fiscalYear: 2026, currency: 'USD' },
        ...{ amount: '2500.00', available: '44615.48' },
      },
      'Budget 4410: $42,115.48 left in 2026 after this order',
    ],
    [
      'SERVICEABILITY_GREEN',
      { intervalBusinessDays: 20 },
      'AT&T can serve this address, in about 20 business days',
    ],
    ['APPROVAL_NONE', { steps: 0 }, 'No approval needed'],
    ['APPROVAL_NEEDED', { steps: 1 }, 'One approval needed'],
    ['APPROVAL_NEEDED', { steps: 2 }, '2 approvals needed, one after the other'],
    [
      'TARGET_BEFORE_INTERVAL',
      { targetDate: '2026-10-12', usualDate: '2026-12-01', intervalBusinessDays: 40 },
      'Mon 12 Oct 2026 is earlier than AT&T usually delivers, about Tue 1 Dec 2026. Expect the later date.',
    ],
  ])('%s reads as a person would say it', (code, facts, sentence) => {
    const finding = { check: 'duplicate', severity: 'ok', code, facts } as const;
    expect(findingSentence(finding, { provider: 'AT&T' })).toBe(sentence);
  });
});
