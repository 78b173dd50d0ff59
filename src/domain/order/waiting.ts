import type { Instant } from '../time';

/** Who an order waits for although nobody has to decide anything: the other side does not answer. */
export const OUTSIDES = {
  story: {
    name: 'the workflow service',
    kept: 'What was asked is kept and carried out as soon as it answers.',
  },
  provider: {
    name: 'the provider',
    kept: 'The order is kept and sent again until the provider answers; it is never placed twice.',
  },
  servicenow: {
    name: 'ServiceNow',
    kept: 'Changes of its task are kept and written when it answers.',
  },
  mail: { name: 'the mail server', kept: 'Mails are kept and sent when it answers.' },
  teams: { name: 'Teams', kept: 'Cards are kept and sent when it answers.' },
} as const;

export type Outside = keyof typeof OUTSIDES;

/** One outside an order waits for and since when. */
export interface Waiting {
  on: Outside;
  since: Instant;
}

/** `Waiting for ServiceNow since 14:05` and what is kept meanwhile; `since` as the reader's clock shows it. */
export function waitingWords({ on }: Waiting, since: string): { title: string; kept: string } {
  const { name, kept } = OUTSIDES[on];
  return { title: `Waiting for ${name} since ${since}`, kept };
}
