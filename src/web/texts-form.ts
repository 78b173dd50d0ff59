import { plural } from './words/plural';

/** Words of the form for new orders and drafts. */
export const FORM_TEXTS = {
  title: 'Create order',
  editTitle: (number: string) => `Draft ${number}`,
  subtitle: 'A draft needs the fields with a star; a submit needs the costs, too',
  savedAt: (number: string, time: string) => `Saved as draft ${number} at ${time}`,
  site: 'Find a site by id or name',
  noSite: 'No site has that id or name',
  siteLine: (costCentre: string) => `Cost centre ${costCentre}`,
  provider: 'Choose a provider',
  inactive: 'takes no orders now',
  otherSpeed: 'or 100M/20M',
  speeds: 'Usual speeds',
  count: (length: number, max: number) =>
    `${length} of ${new Intl.NumberFormat('en-US').format(max)}`,
  months: 'months',
  neededToSubmit: 'Needed to submit',
  fillToSubmit: 'A submit needs it. Fill it in.',
  totalOverTerm: (money: string) => `Total over the term ${money}`,
  saveDraft: 'Save draft',
  submit: 'Submit for approval',
  discard: 'Discard',
  discardText: 'Discard the text',
  aside: 'What happens on submit',
  checked: (time: string) => `checked ${time}`,
  checkedAs: (results: string) => `Checked: ${results}.`,
  checking: 'checking…',
  uncheckable: 'The checks did not answer; saving works all the same.',
  fillFirst: 'Fill site, purpose, provider and speed to see what a submit would meet.',
  available: 'Available now',
  budgetOf: (costCentre: string, year: number) => `Cost centre ${costCentre}, fiscal year ${year}`,
  takes: (year: number) => `This order in ${year}`,
  availableAfter: 'Available after',
  approvalsNeeded: (count: number) =>
    count === 0
      ? 'No approval is needed'
      : count === 1
        ? 'One approval is needed'
        : `${count} approvals are needed`,
  totalCost: (money: string) => `Total ${money}`,
  checks: {
    duplicate: { ok: 'No duplicate', warning: 'Maybe a duplicate', blocks: 'Blocked: duplicate' },
    budget: {
      ok: 'Budget covers it',
      warning: 'Budget is tight',
      blocks: 'Blocked: budget',
    },
    serviceability: {
      ok: 'Provider can serve it',
      warning: 'Provider has reservations',
      blocks: 'Blocked: not served',
    },
    approval: { ok: 'Approval', warning: 'Approval', blocks: 'Blocked: nobody can approve' },
    completeness: { ok: 'Complete', warning: 'Incomplete', blocks: 'Not complete yet' },
  },
  toFix: (count: number) => `${plural(count, 'thing', 'things')} to fix before submitting`,
  toFixSave: (count: number) => `${plural(count, 'thing', 'things')} to fix before saving`,
  after: (names: string) => `After submit the order is locked and waits in Draft for ${names}.`,
  afterNone: 'After submit the order goes straight to the provider.',
  restored: (time: string) => `Your text of ${time} is back.`,
  stale: (fields: string) => `Someone changed this draft meanwhile: ${fields}. Your text is kept.`,
  overwrite: 'Use my text',
  reload: 'Use theirs',
  draftSaved: (number: string) => `Draft ${number} saved`,
  notCreatable: 'You cannot create an order.',
  notEditable: 'This order cannot be edited now.',
  backToOrder: 'Back to the order',
};
