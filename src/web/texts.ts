import { FORM_TEXTS } from './texts-form';
import { FLAG_TEXTS, PANEL_TEXTS } from './texts-panel';
import { plural } from './words/plural';

/**
 * Every word of the pages that no rule, field or answer of the API brings along. Labels of
 * statuses, fields and actions come from their catalogues.
 */
export const TEXTS = {
  product: 'Circuit orders',
  home: 'Home',
  skip: 'Skip to the orders',
  loading: 'Loading',
  close: 'Close',
  notices: 'Notices',

  board: {
    title: 'Circuit Order Management',
    subtitle: 'Track circuit orders from request to activation',
    create: 'Create order',
    active: (count: number) => [String(count), count === 1 ? ' active order' : ' active orders'],
    pending: (count: number) => [
      String(count),
      count === 1 ? ' pending approval' : ' pending approvals',
    ],
    filterStatus: 'Status',
    filterProvider: 'Provider',
    clearFilters: 'Clear filters',
    columns: 'Orders by status',
    statusTabs: 'Status',
    emptyColumn: 'No orders here',
    noMatchHere: 'No match here',
    noMatch: 'No order matches',
    noOrders: 'No orders yet',
    noOrdersHelp: 'The first order starts as a draft; nothing is sent before it is submitted.',
    filtered: (name: string, values: readonly string[]) =>
      values.length === 0 ? '' : `${name} ${values.join(' or ')}`,
    filteredBy: (words: string) => `Looked for: ${words}.`,
    late: (count: number) => `${count} late`,
    orderMenu: (number: string) => `Actions for ${number}`,
    changed: 'Changed. Refresh',
    nobody: 'Nobody assigned',
    mine: 'assigned to you',
    assignedTo: (name: string) => `assigned to ${name}`,
    more: (count: number) => `+${count}`,
  },

  move: {
    title: (number: string) => `Move ${number} to`,
    denied: 'Not possible now',
    other: 'Stays in its column',
    choose: 'choose',
    confirm: 'move',
    close: 'close',
    noWay: 'No action of yours leads there.',
    pickedUp: (number: string, count: number) =>
      `${number} picked up, ${plural(count, 'column', 'columns')} possible`,
    cancels: 'cancels',
    putBack: (number: string) => `${number} put back`,
    notMoved: (reason: string) => `Not moved: ${reason}`,
  },

  act: {
    title: (label: string, number: string) => `${label}: ${number}?`,
    cost: 'Cost',
    budget: 'Budget',
    approval: 'Approval',
    after: 'After',
    reason: 'Reason',
    comment: 'Comment',
    result: 'Test result',
    billingStart: 'Billing starts on',
    optional: 'optional',
    reasonMissing: 'Say why, in a few words.',
    commentMissing: 'Write why; the requester reads it.',
    back: 'Back',
    keep: { submit: 'Keep as draft', cancel: 'Keep the order' } as Partial<Record<string, string>>,
    costs: (monthly: string, install: string, total: string, months: number) =>
      `${monthly} a month, ${install} install, ${total} over ${plural(months, 'month', 'months')}`,
    left: (costCentre: string, left: string, year: number) =>
      `${costCentre}: ${left} left in ${year} after this order`,
    noApproval: 'None is needed',
    then: ', then ',
    or: ' or ',
    stale: 'The order changed since you saw it. Look again, then decide.',
    failed: 'The server did not take it. Your text is kept; try again.',
    refused: (number: string, why: string) => `${number}: ${why}`,
    saved: (number: string) => `${number}: your change is saved.`,
    newOrder: 'Your new order',
    running: {
      submit: 'Submitting…',
      approve: 'Approving…',
      return: 'Sending back…',
      reject: 'Rejecting…',
      recall: 'Recalling…',
      revise: 'Revising…',
      cancel: 'Cancelling…',
      accept: 'Accepting…',
      enable: 'Enabling…',
    } as Partial<Record<string, string>>,
    saving: 'Saving…',
    waiting: 'Waiting to send',
  },

  connection: {
    live: 'Live',
    connecting: 'Connecting…',
    polling: 'Updates every 15 s',
    lost: 'No answer from the server',
    offline: 'Offline',
    waiting: (count: number) => `, ${count} waiting`,
  },

  person: {
    menu: (name: string) => `${name}: theme, sign out`,
    theme: 'Theme',
    light: 'Light',
    dark: 'Dark',
    system: 'As the system',
    signOut: 'Sign out',
    unsent: (count: number) =>
      count === 0
        ? 'Everything is sent now'
        : count === 1
          ? '1 change is not sent yet'
          : `${count} changes are not sent yet`,
    unsentHelp: 'The page goes on trying while you stay signed in.',
    stay: 'Stay',
    drop: (count: number) => `Sign out and drop ${count === 1 ? 'it' : 'them'}`,
  },

  keys: {
    title: 'Keys',
    button: 'Keys',
    rows: [
      [['↑', '↓', 'Home', 'End'], 'card before or after, first, last'],
      [['←', '→'], 'column before or after'],
      [['Enter'], 'open the order'],
      [['Esc'], 'close; back to the card'],
      [['M'], 'move to another column, other actions'],
      [['Ctrl', 'Shift', '→'], 'move to the next possible column; ← back'],
      [['?'], 'this list'],
    ] as [string[], string][],
  },

  homePage: {
    morning: (name: string) => `Good morning, ${name}`,
    afternoon: (name: string) => `Good afternoon, ${name}`,
    evening: (name: string) => `Good evening, ${name}`,
    tiles: 'Pages',
    orders: 'Circuit orders',
    ordersHelp: (active: number) => plural(active, 'active order', 'active orders'),
    needsMe: 'Needs me',
    needsHelp: (count: number) =>
      count === 0
        ? 'Nothing waits for you'
        : plural(count, 'order waits for you', 'orders wait for you'),
    needsNone: 'Approvals, rejected orders and circuits to accept show up here.',
    recent: 'Recent orders',
    recentNone: 'No orders yet.',
    open: 'Open',
  },

  error: {
    region: 'This part could not be shown.',
    kept: 'Nothing you saved is lost.',
    retry: 'Try again',
    missing: 'A part of the page could not be fetched.',
    reload: 'Load the page anew',
    load: 'The server did not answer.',
    nothing: 'Nothing here',
    notFound: 'There is nothing at this address.',
    toBoard: 'To the board',
  },

  states: {
    critical: 'Critical',
    criticalLate: (days: number) => `Critical, ${days} d late`,
    highRisk: 'High risk',
    highRiskDue: (day: string) => `High risk, ${day}`,
    attention: 'Needs attention',
    charge: 'Charge pending',
    onHold: 'On hold',
    rejected: 'Rejected',
    cancelRequested: 'Cancel requested',
    sending: 'Sending',
    awaiting: 'Awaiting approval',
    atRisk: 'At risk',
    dateRevised: 'Date revised',
    late: (days: number) => `${days} d late`,
    dueToday: 'Due today',
    due: (day: string) => `Due ${day}`,
    today: (stage: string) => `${stage} today`,
    inTesting: 'In testing',
    inStage: (days: number, stage: string) => `${days} d in ${stage}`,
    thisStage: 'this stage',
  },

  panel: PANEL_TEXTS,
  flags: FLAG_TEXTS,
  form: FORM_TEXTS,
};
